import { AppError } from './errors.ts'
import type { Origins } from './origins.ts'
import { requireSameOrigin } from './same-origin.ts'
import { securityHeaders } from './security-headers.ts'
import type { Server } from './types.ts'

/** Asked by load balancers and scrapers under any host name. */
const anyHost = new Set(['/healthz', '/readyz', '/metrics'])
/**
 * Okta's browser redirects post here from Okta's origin; they have their own protection, the attempt. Programs write to
 * the API channel with its key; a browser of somebody else has none to send.
 */
const crossSite = ['/sso/okta/', '/api/v1/inbound/']

type Deps = {
  origins: Origins
  /** Subdomains that this deployment serves. */
  subdomains: () => Promise<ReadonlySet<string>>
  beforeEach: () => void
}

/** What every request passes first: security headers, the right host (421 otherwise), no change asked for by another site. */
export function admission(server: Server, { origins, subdomains, beforeEach }: Deps): void {
  const addHeaders = securityHeaders(origins.scheme === 'https:')
  server.addHook('onRequest', async (request, reply) => {
    addHeaders(reply)
    beforeEach()
    const path = request.url
    if (anyHost.has(path)) return
    const subdomain = origins.subdomainOf(request.host)
    if (subdomain === undefined || !(subdomain === 'app' || (await subdomains()).has(subdomain)))
      throw new AppError('request.wrong_host', { facts: { host: request.host?.slice(0, 200) } })
    const changes = request.method !== 'GET' && request.method !== 'HEAD'
    if (changes && !crossSite.some((one) => path.startsWith(one)))
      requireSameOrigin(request, origins.origin(subdomain))
  })
}
