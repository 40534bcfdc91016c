import { type FailureCode, failures } from '@koopid/contract'
import { newIncident } from './incident.ts'

export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>

/**
 * One throw, three readers: `code` picks sentence and remedy for the person, `facts` and `cause` are for the
 * trace and the log and are never sent.
 */
export class AppError extends Error {
  readonly code: FailureCode
  readonly facts: Facts
  /** Sentence for the person in place of the catalogue's, when it can be more exact without giving anything away. */
  readonly detail: string | undefined
  readonly fields: readonly { field: string; message: string }[] | undefined
  /** Assigned at the throw, so that trace, log and page name the same one. */
  readonly incident: string

  constructor(
    code: FailureCode,
    options: {
      facts?: Facts
      cause?: unknown
      detail?: string
      fields?: readonly { field: string; message: string }[]
      incident?: string
    } = {},
  ) {
    super(`${code}: ${failures[code].title}`, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.facts = options.facts ?? {}
    this.detail = options.detail
    this.fields = options.fields
    this.incident = options.incident ?? newIncident()
  }

  get status(): number {
    return failures[this.code].status
  }
}
