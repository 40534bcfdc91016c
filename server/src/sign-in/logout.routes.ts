import { buildEndSessionUrl } from 'openid-client'
import type { Server } from '../http/types.ts'
import type { Session } from '../sessions/sessions.ts'
import type { SignInDeps } from './deps.ts'

/** Where Okta sends the browser after its own logout; registered in the app as it stands. */
export const postLogoutPath = '/login'

export function logoutRoutes(server: Server, deps: SignInDeps): void {
  server.post('/sso/logout', { schema: { hide: true } }, async (request, reply) => {
    const session = await deps.sessions.read(request)
    if (session) await deps.sessions.end(session, 'signed_out')
    deps.sessions.clearCookie(reply)
    reply.header('clear-site-data', '"cache"')
    const redirect = (session && (await oktaLogoutUrl(deps, session))) ?? `${postLogoutPath}?state=signed-out`
    const asJson = (request.headers.accept ?? '').includes('application/json')
    return asJson ? reply.send({ redirect }) : reply.redirect(redirect, 303)
  })
}

/** Okta's logout, which needs the ID token as hint. Our own session has ended already: Okta being down changes nothing. */
async function oktaLogoutUrl(deps: SignInDeps, session: Session): Promise<string | undefined> {
  const connection = session.method === 'okta' ? await deps.connections.live(session.providerId) : undefined
  const hint = session.idToken ? deps.sealing.open('id-token', session.idToken) : undefined
  const provider = await deps.providers.find(session.providerId)
  if (!connection || !hint || !provider) return undefined
  try {
    const { configuration } = await deps.okta.clientFor(connection)
    if (!configuration.serverMetadata().end_session_endpoint) return undefined
    return buildEndSessionUrl(configuration, {
      id_token_hint: hint,
      post_logout_redirect_uri: deps.origins.origin(provider.subdomain) + postLogoutPath,
      state: 'signed-out',
    }).href
  } catch {
    return undefined
  }
}
