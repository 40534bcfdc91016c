import { vi } from 'vitest'

export type Call = { method: string; path: string; body: unknown }
type Answer = { status: number; body: unknown }
type Handler = (body: unknown) => unknown

export const problem = (status: number, code: string, rest: object = {}): Answer => ({
  status,
  body: { type: 'about:blank', title: code, status, detail: '', code, incident: 'inc-1', ...rest },
})

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'status' in value && 'body' in value

/** Answers by `METHOD /path`, and remembers what was asked. */
export function fakeServer(routes: Record<string, unknown>) {
  const calls: Call[] = []
  const fetched = async (path: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET'
    const body = init.body instanceof Blob ? init.body : init.body && JSON.parse(String(init.body))
    calls.push({ method, path, body })
    const route = routes[`${method} ${path}`] ?? problem(404, 'request.not_found')
    const made = typeof route === 'function' ? await (route as Handler)(body) : route
    const { status, body: answer } = isAnswer(made) ? made : { status: 200, body: made }
    const type = status >= 400 ? 'application/problem+json' : 'application/json'
    return new Response(JSON.stringify(answer), { status, headers: { 'content-type': type } })
  }
  vi.stubGlobal('fetch', fetched)
  return calls
}
