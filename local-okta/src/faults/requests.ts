import type { IncomingHttpHeaders } from 'node:http'

const ENDPOINTS = {
  '/.well-known/openid-configuration': 'discovery',
  '/oauth2/v1/keys': 'keys',
  '/oauth2/v1/token': 'token',
  '/oauth2/v1/userinfo': 'userinfo',
  '/oauth2/v1/authorize': 'authorize',
  '/oauth2/v1/logout': 'logout',
  '/oauth2/v1/par': 'par',
  '/faults/attacker': 'attacker',
} as const

type Endpoint = (typeof ENDPOINTS)[keyof typeof ENDPOINTS]

/** Counts what reached the org, so that a test can say "no outgoing request was made". */
export class RequestLog {
  readonly #counts = new Map<Endpoint, number>()
  #tokenHeaders: IncomingHttpHeaders | undefined

  record(path: string, headers: IncomingHttpHeaders): void {
    const endpoint = ENDPOINTS[path as keyof typeof ENDPOINTS]
    if (!endpoint) return
    this.#counts.set(endpoint, (this.#counts.get(endpoint) ?? 0) + 1)
    if (endpoint === 'token') this.#tokenHeaders = headers
  }

  reset(): void {
    this.#counts.clear()
    this.#tokenHeaders = undefined
  }

  /** Secrets stay out: of an Authorization header only its scheme is shown. */
  snapshot() {
    const { authorization, ...headers } = this.#tokenHeaders ?? {}
    const counts = Object.fromEntries(
      Object.values(ENDPOINTS).map((endpoint) => [endpoint, this.#counts.get(endpoint) ?? 0]),
    ) as Record<Endpoint, number>
    const scheme = authorization ? { authorization: authorization.split(' ')[0] } : {}
    return { ...counts, lastTokenHeaders: this.#tokenHeaders ? { ...headers, ...scheme } : null }
  }
}
