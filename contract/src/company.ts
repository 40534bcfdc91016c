import { z } from 'zod'
import { idText } from './desk/text.ts'
import { logoSchema, planSchema } from './session.ts'

/**
 * `GET /api/v1/company`: the provider as it shows itself; also the answer of `PATCH`, and of `PUT` and
 * `DELETE /api/v1/company/logo`.
 */
export const companySchema = z.object({
  id: z.number().int(),
  name: z.string(),
  plan: planSchema,
  subdomain: z.string(),
  /** Begins with `https://` or `http://`. */
  website: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  logo: logoSchema,
})
export type Company = z.infer<typeof companySchema>

/**
 * `PATCH /api/v1/company`. `name`: 1 to 120 characters are left when it is cleaned as people's names are. `website`: with
 * or without `https://`. `phone`: as in `PATCH /api/v1/profile`. `''` removes each of these three.
 */
export const companyChangeSchema = z
  .object({ name: idText(1000), website: idText(1000), email: idText(1000), phone: idText(100) })
  .partial()
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'names nothing to change')
export type CompanyChange = z.infer<typeof companyChangeSchema>
