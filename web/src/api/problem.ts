import type { Problem } from '@koopid/contract'
import { common } from '../phrases/common.ts'

/** What every failed call throws: a problem document, or our own words where the answer was none. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly remedy: string | undefined
  readonly incident: string | undefined
  readonly fields: ReadonlyArray<{ field: string; message: string }>

  constructor(problem: Partial<Problem> & { status: number; code: string; title: string }) {
    super(problem.title)
    this.status = problem.status
    this.code = problem.code
    this.title = problem.title
    this.detail = problem.detail ?? ''
    this.remedy = problem.remedy
    this.incident = problem.incident
    this.fields = problem.errors ?? []
  }
}

export const unreachable = () =>
  new ApiProblem({ status: 0, code: 'client.unreachable', ...common.unreachable })

export async function problemOf(response: Response): Promise<ApiProblem> {
  const type = response.headers.get('content-type') ?? ''
  const body: Partial<Problem> = type.includes('json') ? await response.json().catch(() => ({})) : {}
  return new ApiProblem({
    ...body,
    status: response.status,
    code: body.code ?? 'client.unexpected_answer',
    title: body.title ?? common.unexpected.title,
    detail: body.detail ?? common.unexpected.detail,
  })
}

/** For rendering: whatever was thrown, as a problem. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem({ status: 0, code: 'client.fault', ...common.unexpected })
}
