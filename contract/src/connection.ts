import { z } from 'zod'

/** What an Okta administrator copies into Okta. */
export const oktaSetupSchema = z.object({
  subdomain: z.string(),
  providerId: z.string(),
  redirectUri: z.string(),
  initiateUri: z.string(),
  postLogoutRedirectUri: z.string(),
})

export const connectionViewSchema = z.object({
  oktaDomain: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  hasClientSecret: z.boolean(),
  emailFormats: z.array(z.string()),
  updatedAt: z.string(),
})
export type ConnectionView = z.infer<typeof connectionViewSchema>

export const connectionTestSchema = z.object({
  incident: z.string(),
  at: z.string(),
  passed: z.boolean(),
})

/** `GET /api/v1/connection`, and the answer of every change to it. */
export const connectionPageSchema = z.object({
  planIncludesSso: z.boolean(),
  setup: oktaSetupSchema,
  /** What agents sign in with. `null`: never activated. */
  live: connectionViewSchema.extend({ active: z.boolean() }).nullable(),
  /** Saved, not yet in effect. `null`: nothing differs from live. */
  draft: connectionViewSchema.nullable(),
  /** The last test sign-in of the draft as it is saved now; `null`: not tested since the last change. */
  draftTest: connectionTestSchema.nullable(),
})
export type ConnectionPage = z.infer<typeof connectionPageSchema>

/** `PUT /api/v1/connection/draft`. `clientSecret`: absent keeps it while the Okta domain stays, `null` removes it. */
export const connectionDraftSchema = z.object({
  oktaDomain: z.string().trim().min(1).max(255),
  clientId: z.string().trim().min(1).max(255),
  clientSecret: z.string().min(1).max(1024).nullable().optional(),
  emailFormats: z.array(z.string().trim().min(1).max(320)).min(1).max(50),
})
export type ConnectionDraft = z.infer<typeof connectionDraftSchema>

/** `POST /api/v1/connection/check`: live checks of what is typed, nothing is saved. */
export const connectionCheckRequestSchema = z.object({
  oktaDomain: z.string().trim().min(1).max(255),
  clientId: z.string().trim().max(255).optional(),
})
export const connectionCheckSchema = z.object({
  name: z.enum(['domain', 'discovery', 'issuer', 'org_authorization_server', 'keys', 'client_id']),
  outcome: z.enum(['passed', 'failed', 'skipped']),
  /** One sentence: what was found. */
  detail: z.string(),
  /** One sentence: what to do; present when failed. */
  remedy: z.string().optional(),
})
export type ConnectionCheck = z.infer<typeof connectionCheckSchema>
export const connectionChecksSchema = z.object({
  /** The domain as it will be stored; `null` when it cannot be used. */
  oktaDomain: z.string().nullable(),
  issuer: z.string().nullable(),
  passed: z.boolean(),
  checks: z.array(connectionCheckSchema),
})
export type ConnectionChecks = z.infer<typeof connectionChecksSchema>

/** `POST /api/v1/connection/test-sign-in`: the browser goes to `url`, and comes back to `/provider/sso?test=<incident>`. */
export const testSignInSchema = z.object({ url: z.string() })

/** `POST /api/v1/connection/email-formats/try` */
export const tryEmailFormatsSchema = z.object({
  emailFormats: z.array(z.string().max(320)).max(50),
  email: z.string().max(1000),
})
export const triedEmailFormatsSchema = z.object({
  allowed: z.boolean(),
  /** Why an address cannot be matched at all, such as two `@`. */
  refusal: z.string().nullable(),
  formats: z.array(
    z.object({
      format: z.string(),
      valid: z.boolean(),
      problem: z.string().nullable(),
      matches: z.boolean(),
    }),
  ),
})
export type TriedEmailFormats = z.infer<typeof triedEmailFormatsSchema>
