import { type FailureCode, failures, type Problem } from '@koopid/contract'
import type { FastifyError } from 'fastify'
import { AppError } from './errors.ts'
import { renderFailurePage } from './failure-page.ts'
import { newIncident } from './incident.ts'
import type { Reply, Request, Server } from './types.ts'

/** The one place where an error becomes an answer: a page for a person, a problem document for a program. */
export function errorEdge(server: Server, brand: string): void {
  server.setErrorHandler((error: FastifyError | AppError, request, reply) => {
    const failure = toAppError(error)
    logFailure(request, failure, error)
    return answerFailure(request, reply, failure, brand)
  })
  server.setNotFoundHandler((request, reply) =>
    answerFailure(request, reply, new AppError('request.not_found'), brand),
  )
}

/** Answers a failure in the shape the client reads. */
export function answerFailure(
  request: Request,
  reply: Reply,
  failure: AppError,
  brand: string,
  retry?: string,
): Reply {
  reply.code(failure.status)
  if (wantsPage(request))
    return reply.type('text/html; charset=utf-8').send(
      renderFailurePage({
        brand,
        code: failure.code,
        incident: failure.incident,
        detail: failure.detail,
        retry,
      }),
    )
  return reply
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer((problem: unknown) => JSON.stringify(problem))
    .send(problemOf(failure))
}

/** RFC 9457. `type` is the code's heading in `docs/errors.md`. */
export function problemOf(failure: AppError): Problem {
  const { title, sentence, remedy, status } = failures[failure.code]
  return {
    type: `urn:koopid:error:${failure.code}`,
    title,
    status,
    detail: failure.detail ?? sentence,
    code: failure.code,
    incident: failure.incident,
    remedy,
    ...(failure.fields && { errors: [...failure.fields] }),
  }
}

/** Browsers ask for text/html when they navigate; the JSON API never answers with a page. */
const wantsPage = (request: Request): boolean =>
  !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html')

/** Foreign errors, once: the framework's own by their status, everything else is ours. `incident` keeps one id for all readers. */
export function toAppError(thrown: unknown, incident = newIncident()): AppError {
  if (thrown instanceof AppError) {
    const { code, facts, cause, detail, fields } = thrown
    return new AppError(code, {
      facts,
      cause,
      incident,
      ...(detail && { detail }),
      ...(fields && { fields }),
    })
  }
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as FastifyError
  if (error.validation) {
    const fields = error.validation.map((issue) => ({
      field: issue.instancePath.replace(/^\//, '').replaceAll('/', '.') || 'request',
      message: issue.message ?? 'is not valid',
    }))
    return new AppError('request.invalid', { cause: error, incident, fields })
  }
  if (error.statusCode === 413) return new AppError('request.too_large', { cause: error, incident })
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new AppError('request.invalid', { cause: error, incident })
  if (isUnstorable(error)) return new AppError('request.invalid', { cause: error, incident })
  const code: FailureCode = isUnavailable(error) ? 'service.unavailable' : 'internal'
  return new AppError(code, { cause: error, incident })
}

/** PostgreSQL cannot hold such a value: NUL in a text, a number out of its range, text that is no number. */
const isUnstorable = (error: Error & { code?: string }): boolean =>
  ['22021', '22P05', '22003', '22P02'].includes(error.code ?? '')

/** The database does not answer: PostgreSQL class 08 and 57, a refused socket, a pool that ran dry, a full disk. */
function isUnavailable(error: Error & { code?: string }): boolean {
  return (
    /^(08|57|53)/.test(error.code ?? '') ||
    ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'].includes(error.code ?? '') ||
    /timeout exceeded when trying to connect|Connection terminated|database or disk is full/.test(
      error.message,
    )
  )
}

function logFailure(request: Request, failure: AppError, error: Error): void {
  const line = {
    incident: failure.incident,
    code: failure.code,
    facts: failure.facts,
    path: pathOf(request.url),
  }
  if (failure.status >= 500) request.log.error({ ...line, err: error }, failure.message)
  else request.log.info(line, failure.message)
}

/** Without the query: it can hold a code or a state. */
const pathOf = (url: string): string => url.split('?', 1)[0]!.slice(0, 200)
