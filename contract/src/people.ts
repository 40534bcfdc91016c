import { z } from 'zod'
import { pictureSchema, roleSchema } from './session.ts'

export const personViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  username: z.string(),
  /** E.164. */
  phone: z.string().nullable(),
  picture: pictureSchema,
  role: roleSchema,
  /** May use the agent desktop. */
  agent: z.boolean(),
  source: z.enum(['okta', 'local']),
  active: z.boolean(),
  createdAt: z.string(),
  lastSignInAt: z.string().nullable(),
})
export type PersonView = z.infer<typeof personViewSchema>

/** `GET /api/v1/people?search=&state=active|deactivated&after=<id>`; at most 100 a page, by name. */
export const peoplePageSchema = z.object({
  people: z.array(personViewSchema),
  total: z.number().int(),
  next: z.string().nullable(),
})
export type PeoplePage = z.infer<typeof peoplePageSchema>

/** `PATCH /api/v1/people/{id}`; `active: false` ends the person's sessions at once. */
export const personChangeSchema = z
  .object({ role: roleSchema, agent: z.boolean(), active: z.boolean() })
  .partial()
export type PersonChange = z.infer<typeof personChangeSchema>
