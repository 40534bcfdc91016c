import type { CustomerMessages, CustomerWrite, CustomerWritten, WidgetChannel } from '@koopid/contract'
import type { CustomerState } from '@koopid/contract/realtime'
import { longestCall } from './longest-call.ts'

/** Why a call of the widget failed. Status 0: nothing was reached. */
export class WidgetFailure extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string) {
    super(code)
    this.status = status
    this.code = code
  }

  /** The same call may succeed later. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

/** Whatever a call threw. */
export const asFailure = (error: unknown): WidgetFailure =>
  error instanceof WidgetFailure ? error : new WidgetFailure(0, 'client.fault')

type Call = { method?: string; token?: string; key?: string; body?: unknown }
export type WidgetApi = ReturnType<typeof widgetApi>

/** The widget's calls for one provider and entry tag. */
export function widgetApi(provider: string, entryTag: string) {
  const base = `/widget/v1/${encodeURIComponent(provider)}/${encodeURIComponent(entryTag)}`
  const call = <T>(path: string, options: Call = {}) => ask<T>(`${base}${path}`, options)
  return {
    realtimePath: `${base}/realtime`,
    channel: () => call<WidgetChannel>('/channel'),
    messages: (token: string, after: number) => call<CustomerMessages>(`/messages?after=${after}`, { token }),
    write: (token: string, key: string, body: CustomerWrite) =>
      call<CustomerWritten>('/messages', { method: 'POST', token, key, body }),
    read: (token: string, seq: number) => call<void>('/read', { method: 'PUT', token, body: { seq } }),
    end: (token: string) => call<CustomerState>('/end', { method: 'POST', token }),
  }
}

async function ask<T>(path: string, { method = 'GET', token, key, body }: Call): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  if (key) headers['idempotency-key'] = key
  if (body !== undefined) headers['content-type'] = 'application/json'
  const response = await fetch(path, {
    method,
    headers,
    // An agent who tries the chat in the same browser is a customer here.
    credentials: 'omit',
    signal: AbortSignal.timeout(longestCall),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new WidgetFailure(0, 'client.unreachable')
  })
  if (!response.ok) throw await failureOf(response)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

async function failureOf(response: Response): Promise<WidgetFailure> {
  const problem = (await response.json().catch(() => ({}))) as { code?: string }
  return new WidgetFailure(response.status, problem.code ?? 'client.unexpected_answer')
}
