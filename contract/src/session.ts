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

/** `GET /api/v1/session`. Times are ISO 8601, UTC. */
export const sessionViewSchema = z.object({
  user: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    agent: z.boolean(),
    source: z.enum(['okta', 'local']),
  }),
  provider: z.object({ id: z.number().int(), name: z.string(), plan: planSchema, subdomain: z.string() }),
  launch: z.object({ alertSound: z.boolean() }),
  preferences: z.object({ alertSound: alertSoundPreferenceSchema }),
  /** Absolute end of the session at the latest. */
  expiresAt: z.string(),
})
export type SessionView = z.infer<typeof sessionViewSchema>

/** `PUT /api/v1/preferences` */
export const preferencesSchema = z.object({ alertSound: alertSoundPreferenceSchema })
export type Preferences = z.infer<typeof preferencesSchema>

/** `GET` and `PUT /api/v1/agent/status`; every sign-in starts with `away`. */
export const agentStatusViewSchema = z.object({ status: agentStatusSchema, since: z.string() })
export type AgentStatusView = z.infer<typeof agentStatusViewSchema>
export const agentStatusChangeSchema = z.object({ status: agentStatusSchema })
