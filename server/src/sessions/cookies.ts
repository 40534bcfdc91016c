import { stringifySetCookie } from 'cookie'
import type { Reply, Request } from '../http/types.ts'

export type Cookies = {
  /** The one value of one of our cookies; `undefined` when it is absent, or sent twice (cookie tossing by a sibling host). */
  read(request: Request, name: string): string | undefined
  /** Names of our cookies that start so. */
  named(request: Request, prefix: string): string[]
  set(reply: Reply, name: string, value: string, maxAgeSeconds: number): void
  clear(reply: Reply, name: string): void
}

/**
 * Our cookies: host-only, HttpOnly, SameSite=Lax, path `/`. On https also Secure and `__Host-`, which a sibling
 * subdomain cannot plant. On a plain loopback origin some browsers refuse both, so neither is used there.
 */
export function cookiesFor(publicUrl: URL): Cookies {
  const secure = publicUrl.protocol === 'https:'
  const prefix = secure ? '__Host-' : ''
  const write = (reply: Reply, name: string, value: string, maxAge: number) => {
    const cookie = stringifySetCookie({
      name: prefix + name,
      value,
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      maxAge,
    })
    reply.header('set-cookie', cookie)
  }
  return {
    read(request, name) {
      const values = pairs(request).filter(([key]) => key === prefix + name)
      return values.length === 1 ? values[0]?.[1] : undefined
    },
    named: (request, start) =>
      pairs(request)
        .filter(([key]) => key.startsWith(prefix + start))
        .map(([key]) => key.slice(prefix.length)),
    set: write,
    clear: (reply, name) => write(reply, name, '', 0),
  }
}

/**
 * Pairs as sent. A parser that keeps one of two equal names hides the attack we refuse, and one that trims Unicode
 * blanks makes `U+2000__Host-…` ours; so names are compared as they came.
 */
function pairs(request: Request): [string, string][] {
  const header = request.headers.cookie
  if (!header) return []
  return header.split(';').flatMap((part): [string, string][] => {
    const at = part.indexOf('=')
    const trim = (text: string) => text.replace(/^[ \t]+|[ \t]+$/g, '')
    return at < 0 ? [] : [[trim(part.slice(0, at)), trim(part.slice(at + 1))]]
  })
}
