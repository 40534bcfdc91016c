import { z } from 'zod'

/** RFC 9457 problem document, with our `code`, `incident` and, for people, `remedy`. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  incident: z.string(),
  remedy: z.string().optional(),
  /** Which fields were wrong, for `request.invalid`. */
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof problemSchema>
