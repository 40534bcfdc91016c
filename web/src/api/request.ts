import { longestCall } from './longest-call.ts'
import { problemOf, unreachable } from './problem.ts'
import { noteServerTime } from './server-clock.ts'
import { leaveForSignIn } from './session-end.ts'

type Options = { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal | undefined }

/** The only place that fetches. Same origin, JSON in and out, or a file in its own type, failures as ApiProblem. */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  options: Options = {},
): Promise<T> {
  const response = await send(method, path, options)
  if (!response.ok) {
    const problem = await problemOf(response)
    if (problem.code === 'session.missing') leaveForSignIn()
    throw problem
  }
  if (response.status === 204) return undefined as T
  // Cut off in the middle.
  return response.json().catch(() => {
    throw unreachable()
  })
}

async function send(
  method: string,
  path: string,
  { body, signal, headers: more }: Options,
): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', ...more }
  if (body !== undefined) headers['content-type'] = body instanceof Blob ? body.type : 'application/json'
  const tooLong = AbortSignal.timeout(longestCall)
  const sentAt = Date.now()
  try {
    const response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, tooLong]) : tooLong,
    })
    noteServerTime(response.headers.get('date'), sentAt)
    return response
  } catch (error) {
    // A cancelled call is the caller's wish, not a failure.
    if (signal?.aborted) throw error
    throw unreachable()
  }
}

/** `?a=1&b=2` of what is filled in. */
export function queryOf(values: Record<string, string | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value)
  const text = query.toString()
  return text && `?${text}`
}
