import type { Reply } from './types.ts'

const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  // Mantine sets element styles at run time.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'cache-control': 'no-store',
}

const httpsHeaders = { ...headers, 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

/** Goes on every answer, errors included (ASVS 3.4). A static file replaces `cache-control`. */
export const securityHeaders = (https: boolean) => {
  const all = https ? httpsHeaders : headers
  return (reply: Reply): void => {
    reply.headers(all)
  }
}

/** Lets pages of these hosts put the answer into a frame, and nobody else: `shop.acme.com`, `*.acme.com`. */
export function frameable(reply: Reply, hosts: readonly string[]): void {
  const ancestors = hosts.length > 0 ? hosts.join(' ') : "'none'"
  reply.header(
    'content-security-policy',
    contentSecurityPolicy.replace("frame-ancestors 'none'", `frame-ancestors ${ancestors}`),
  )
  // It knows no list of hosts; browsers that know frame-ancestors ignore it, others would refuse every site.
  reply.removeHeader('x-frame-options')
}
