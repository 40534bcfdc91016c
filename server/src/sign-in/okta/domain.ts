import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { AppError } from '../../http/errors.ts'
import { isLoopbackName } from '../../settings.ts'

export type OktaDomain = { oktaDomain: string; issuer: string }

/**
 * Turns what people paste (`https://acme-admin.okta.com/admin/dashboard`) into host and issuer of the org
 * authorization server. @throws AppError `connection.domain_invalid`
 */
export function readOktaDomain(text: string, allowLoopback: boolean): OktaDomain {
  const typed = text.trim()
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`
  if (!URL.canParse(withScheme) || /[\s\\@]/.test(typed)) throw invalid('It is not a host name.', typed)
  const url = new URL(withScheme)
  if (url.pathname.startsWith('/oauth2/'))
    throw invalid(
      'It names a custom authorization server; Koopid AI uses the org authorization server, so leave out /oauth2/….',
      typed,
    )
  const loopback = isLoopbackName(url.hostname)
  if (loopback && !allowLoopback) throw invalid('It is a loopback name.', typed)
  if (url.protocol !== 'https:' && !(loopback && url.protocol === 'http:'))
    throw invalid('It must be https.', typed)
  if (isIP(url.hostname.replace(/^\[|\]$/g, ''))) throw invalid('It is an address, not a name.', typed)
  if (url.port !== '' && !loopback) throw invalid('It must not name a port.', typed)
  const host = domainToASCII(url.hostname)
  if (!host.includes('.') && !loopback) throw invalid('It is not a full domain name.', typed)
  if (loopback) return { oktaDomain: url.origin, issuer: url.origin }
  // The admin console's host is what an administrator sees in the address bar.
  const domain = host.replace(/^([a-z0-9-]+)-admin\.(okta|oktapreview|okta-emea)\.com$/, '$1.$2.com')
  return { oktaDomain: domain, issuer: `https://${domain}` }
}

/** An `iss` parameter of a tile, made comparable: host in lower case, no trailing slash. ID tokens are compared exactly. */
export function comparableIssuer(iss: string): string | undefined {
  if (!URL.canParse(iss)) return undefined
  const url = new URL(iss)
  if (url.username || url.password || url.search || url.hash) return undefined
  return url.origin + url.pathname.replace(/\/$/, '')
}

const invalid = (problem: string, typed: string) =>
  new AppError('connection.domain_invalid', {
    detail: `The Okta domain cannot be used. ${problem}`,
    facts: { typed: typed.slice(0, 200) },
    fields: [{ field: 'oktaDomain', message: problem }],
  })
