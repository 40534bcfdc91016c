import { z } from 'zod'
import { pictureSchema } from './session.ts'

/** One of a person's own sessions. Times are ISO 8601, UTC. */
export const ownSessionSchema = z.object({
  id: z.string(),
  method: z.enum(['okta', 'password']),
  startedAt: z.string(),
  /** When it was used last, to the minute. */
  seenAt: z.string(),
  /** It is the one that asks. */
  current: z.boolean(),
})
export type OwnSession = z.infer<typeof ownSessionSchema>

/**
 * `GET /api/v1/profile/sessions`: this one first, then the latest used; also the answer of
 * `DELETE /api/v1/profile/sessions/{id}` and `POST /api/v1/profile/sessions/end-others`.
 */
export const ownSessionsSchema = z.object({ sessions: z.array(ownSessionSchema) })
export type OwnSessions = z.infer<typeof ownSessionsSchema>

/**
 * `PATCH /api/v1/profile`. `name`: local persons only; 1 to 120 characters are left when it is cleaned as Okta's are.
 * `phone`: `+` and 7 to 15 digits, between which spaces, dots, dashes and parentheses may stand; `''` removes it.
 */
export const profileChangeSchema = z
  .object({ name: z.string().max(1000), phone: z.string().max(100) })
  .partial()
  .refine(({ name, phone }) => name !== undefined || phone !== undefined, 'names nothing to change')

export type ProfileChange = z.infer<typeof profileChangeSchema>

/** What becomes of a change, also of `PUT` and `DELETE /api/v1/profile/picture`. */
export const profileSchema = z.object({
  name: z.string(),
  phone: z.string().nullable(),
  picture: pictureSchema,
})
export type Profile = z.infer<typeof profileSchema>

/** `PUT /api/v1/profile/picture` and `PUT /api/v1/company/logo`: the file itself, of one of these types; at most so many bytes, and pixels each way. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const
export type PictureType = (typeof pictureTypes)[number]
export const largestPicture = { bytes: 262_144, side: 1024 } as const

/** `PUT /api/v1/profile/password`, local persons only; every other session of theirs ends with it. */
export const passwordChangeSchema = z.object({
  currentPassword: z.string().min(1).max(1024),
  newPassword: z.string().min(1).max(1024),
})
export type PasswordChange = z.infer<typeof passwordChangeSchema>
