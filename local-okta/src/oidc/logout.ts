import { verify } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { urlsOf } from '../catalog.ts'
import type { Org } from '../org/org.ts'
import { SESSION_COOKIE } from '../org/sessions.ts'
import { errorPage } from '../pages/error.ts'
import { TEXT } from './errors.ts'

const Parameters = z.object({
  id_token_hint: z.string().optional(),
  post_logout_redirect_uri: z.string().optional(),
  state: z.string().optional(),
})

type Hint = { iss?: string; aud?: string; sub?: string }

/**
 * RP-initiated logout as Okta does it (Okta OIDC reference, /logout): no confirmation, `id_token_hint`
 * required and accepted after its expiry, exact `post_logout_redirect_uri`, `state` returned.
 */
export function logoutHandler(org: Org, issuer: () => string, portalTemplate: string) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const refuse = (text: string) =>
      reply
        .code(400)
        .type('text/html')
        .send(errorPage(org.name, '400 Bad Request', text).text)
    const parsed = Parameters.safeParse(request.method === 'POST' ? (request.body ?? {}) : request.query)
    if (!parsed.success) return refuse(TEXT.idTokenHint)
    const { id_token_hint: token, post_logout_redirect_uri: target, state } = parsed.data
    const hint = readHint(org, token)
    const app = org.apps.find(hint?.aud ?? '')
    if (!hint || hint.iss !== issuer() || !app) return refuse(TEXT.idTokenHint)
    if (target !== undefined && target !== urlsOf(app, portalTemplate).postLogoutRedirectUri) {
      return refuse(TEXT.postLogout)
    }
    const sid = request.cookies[SESSION_COOKIE]
    const person = org.sessions.personFor(sid)
    // A hint about someone else must not end this person's session.
    if (person && person.id !== hint.sub) return refuse(TEXT.idTokenHint)
    org.sessions.end(sid)
    reply.clearCookie(SESSION_COOKIE, { path: '/' })
    if (!target) return reply.redirect('/login/login.htm', 302)
    const joint = target.includes('?') ? '&' : '?'
    return reply.redirect(
      state === undefined ? target : `${target}${joint}state=${encodeURIComponent(state)}`,
      302,
    )
  }
}

/** The claims of an ID token this org signed, expired or not. */
function readHint(org: Org, token: string | undefined): Hint | undefined {
  const [header, claims, signature] = token?.split('.') ?? []
  if (!header || !claims || !signature) return undefined
  try {
    const { kid, alg } = JSON.parse(Buffer.from(header, 'base64url').toString())
    const key = alg === 'RS256' ? org.keys.find(kid) : undefined
    const bytes = Buffer.from(signature, 'base64url')
    if (!key || !verify('sha256', Buffer.from(`${header}.${claims}`), key.publicKey, bytes)) return undefined
    return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Hint
  } catch {
    return undefined
  }
}
