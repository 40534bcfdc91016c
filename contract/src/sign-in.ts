import { z } from 'zod'
import { idText } from './desk/text.ts'
import { logoSchema } from './session.ts'

/** `GET /api/v1/brand`: what the sign-in page needs before anyone is signed in. */
export const brandSchema = z.object({ name: z.string() })
export type Brand = z.infer<typeof brandSchema>

/** `POST /api/v1/sign-in/find`: an e-mail address or a Provider ID. Answers from connections, never from accounts. */
export const findProviderSchema = z.object({ query: z.string().trim().min(1).max(320) })

export const foundProviderSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  logo: logoSchema,
  /** Absolute address of this provider's `/login`; on another subdomain the browser goes there. */
  loginUrl: z.string(),
  /** `true` when "Continue with Okta" works. */
  okta: z.boolean(),
  /** Where "Continue with Okta" leads; present with `okta`. */
  initiateUrl: z.string().optional(),
})
export type FoundProvider = z.infer<typeof foundProviderSchema>
/** An empty list: nothing matched, ask for the Provider ID. */
export const foundProvidersSchema = z.object({ providers: z.array(foundProviderSchema) })

/** `POST /api/v1/sign-in/password`: local administrators only. Answer: where to go. */
export const passwordSignInSchema = z.object({
  providerId: z.number().int().positive(),
  email: idText(320).trim().min(3),
  password: z.string().min(1).max(1024),
})
export const landingSchema = z.object({ landing: z.string() })
export type Landing = z.infer<typeof landingSchema>
