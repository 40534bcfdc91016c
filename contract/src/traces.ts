import { z } from 'zod'

export const traceOutcomes = ['signed_in', 'refused', 'test_passed', 'test_refused'] as const
export const traceOutcomeSchema = z.enum(traceOutcomes)
export type TraceOutcome = (typeof traceOutcomes)[number]

/** The steps of a sign-in, in order. */
export const signInSteps = [
  'initiate',
  'authorize',
  'callback',
  'verify',
  'provision',
  'session',
  'landing',
] as const
export const signInStepSchema = z.enum(signInSteps)
export type SignInStep = (typeof signInSteps)[number]

export const traceSummarySchema = z.object({
  incident: z.string(),
  at: z.string(),
  outcome: traceOutcomeSchema,
  /** Failure code; `null` when nothing was refused. */
  code: z.string().nullable(),
  step: signInStepSchema.nullable(),
  /** Who it was, as far as known: the name or e-mail Okta sent. */
  who: z.string().nullable(),
})
export type TraceSummary = z.infer<typeof traceSummarySchema>

export const traceSchema = traceSummarySchema.extend({
  /** What went wrong, for an administrator. */
  cause: z.string().nullable(),
  remedy: z.string().nullable(),
  responsible: z.enum(['agent', 'okta_administrator', 'provider_administrator', 'operator']).nullable(),
  steps: z.array(
    z.object({
      step: signInStepSchema,
      outcome: z.enum(['passed', 'refused', 'not_reached']),
      /** What the step saw, in words. */
      detail: z.string().nullable(),
    }),
  ),
  /** What was received, secrets and tokens replaced by their length. */
  received: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Claims of the identity, as far as the token was trusted. */
  claims: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Things without effect worth knowing, such as an unknown launch parameter. */
  notes: z.array(z.string()),
  client: z.object({ address: z.string(), userAgent: z.string() }),
})
export type Trace = z.infer<typeof traceSchema>

/** `GET /api/v1/traces?outcome=&code=&search=&before=<incident>`; newest first, at most 50 a page. */
export const tracesPageSchema = z.object({ traces: z.array(traceSummarySchema), next: z.string().nullable() })
export type TracesPage = z.infer<typeof tracesPageSchema>
