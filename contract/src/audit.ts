import { z } from 'zod'

/** What the audit log can be narrowed down to: sign-ins and sessions, accounts, agents' status, and so on. */
export const auditGroups = [
  'sessions',
  'people',
  'agents',
  'connection',
  'desk',
  'company',
  'extracts',
] as const
export const auditGroupSchema = z.enum(auditGroups)
export type AuditGroup = (typeof auditGroups)[number]

/** A person with a name; `okta`, `operator`, a session, a team and whoever is gone have none. */
export const auditPartySchema = z.object({ id: z.string(), name: z.string().nullable() })
export type AuditParty = z.infer<typeof auditPartySchema>

export const auditFactSchema = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
})
export type AuditFact = z.infer<typeof auditFactSchema>

export const auditEventSchema = z.object({
  id: z.string(),
  at: z.string(),
  /** `noun.verb` in the past tense, such as `session.started`. */
  kind: z.string(),
  /** Who did it. */
  actor: auditPartySchema.nullable(),
  /** Whom or what it concerns. */
  subject: auditPartySchema.nullable(),
  facts: z.array(auditFactSchema),
})
export type AuditEvent = z.infer<typeof auditEventSchema>

/** `GET /api/v1/audit?group=&search=&before=<id>`; newest first, at most 50 a page. */
export const auditPageSchema = z.object({ events: z.array(auditEventSchema), next: z.string().nullable() })
export type AuditPage = z.infer<typeof auditPageSchema>
