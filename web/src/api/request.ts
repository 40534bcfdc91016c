import { problemOf, unreachable } from './problem.ts'
import { leaveForSignIn } from './session-end.ts'

type Options = { body?: unknown; signal?: AbortSignal | undefined }

/** The only place that fetches. Same origin, JSON in and out, failures as ApiProblem. */
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
  return (await response.json()) as T
}

async function send(method: string, path: string, { body, signal }: Options): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
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
