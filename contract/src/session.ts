import { z } from 'zod'

export const plans = ['starter', 'business', 'enterprise'] as const
export const planSchema = z.enum(plans)
export type Plan = (typeof plans)[number]

/** Admin role; independent of whether the person may use the agent desktop. */
export const roles = ['administrator', 'manager', 'supervisor', 'designer', 'none'] as const
export const roleSchema = z.enum(roles)
export type Role = (typeof roles)[number]

/** A person's own choice; `null` leaves it to the launch parameter. */
export const alertSoundPreferenceSchema = z.enum(['on', 'muted']).nullable()
export type AlertSoundPreference = z.infer<typeof alertSoundPreferenceSchema>

export const agentStatusSchema = z.enum(['away', 'available'])
export type AgentStatus = z.infer<typeof agentStatusSchema>

/** Address of a person's picture, another one after each change; `null` without one. */
export const pictureSchema = z.string().nullable()

/**
 * Address of a provider's logo, another one after each change; `null` without one. Needs no session. It ends with the
 * logo's size, `-480x120`, so that its place can be kept before it is there.
 */
export const logoSchema = z.string().nullable()

/** `GET /api/v1/session`. Times are ISO 8601, UTC. */
export const sessionViewSchema = z.object({
  user: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    agent: z.boolean(),
    source: z.enum(['okta', 'local']),
    phone: z.string().nullable(),
    picture: pictureSchema,
  }),
  provider: z.object({
    id: z.number().int(),
    name: z.string(),
    plan: planSchema,
    subdomain: z.string(),
    logo: logoSchema,
  }),
  /** What the tile in Okta says: `alertsound=true`, `alertsound=false`, or neither. */
  launch: z.object({ alertSound: z.boolean(), alertSoundOff: z.boolean() }),
  preferences: z.object({ alertSound: alertSoundPreferenceSchema }),
  /** Absolute end of the session at the latest. */
  expiresAt: z.string(),
})
export type SessionView = z.infer<typeof sessionViewSchema>

/** `PUT /api/v1/preferences` */
export const preferencesSchema = z.object({ alertSound: alertSoundPreferenceSchema })
export type Preferences = z.infer<typeof preferencesSchema>

/** Why an agent has the status. */
export const statusReasonSchema = z.enum([
  'signed_in',
  'chosen',
  'idle',
  'forced',
  'unanswered',
  'disconnected',
])
export type StatusReason = z.infer<typeof statusReasonSchema>

/** `GET` and `PUT /api/v1/agent/status`; every sign-in starts with `away`. `by`: who set it, when somebody else did. */
export const agentStatusViewSchema = z.object({
  status: agentStatusSchema,
  since: z.string(),
  reason: statusReasonSchema,
  by: z.string().nullable(),
})
export type AgentStatusView = z.infer<typeof agentStatusViewSchema>
export const agentStatusChangeSchema = z.object({ status: agentStatusSchema })
