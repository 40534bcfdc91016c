import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { Org } from '../org/org.ts'
import { TEXT } from './errors.ts'

const { base, Check, Prompt } = interactionPolicy
const KNOWN_SCOPES = new Set(['openid', 'email', 'profile', 'address', 'phone', 'offline_access', 'groups'])

/** When the person has to do something first, and what an Okta org says when it may not ask them. */
export function signInPolicy(org: Org) {
  const policy = base()
  const login = policy.get('login')!
  login.checks.get('no_session')!.description = TEXT.loginRequired
  login.checks.get('max_age')!.description = TEXT.reauthentication
  login.checks.get('login_prompt')!.description = TEXT.reauthentication
  login.checks.add(
    new Check('no_account', TEXT.loginRequired, 'login_required', (ctx) => {
      const { session, account } = ctx.oidc
      return Boolean(session?.accountId && !account)
    }),
  )
  policy.remove('consent')
  policy.add(new Prompt({ name: 'consent', requestable: true }))
  policy.add(new Prompt({ name: 'assignment', requestable: false }, assignmentCheck(org)))
  return policy
}

/** Okta asks who you are first and only then says that the app is not for you. */
function assignmentCheck(org: Org) {
  return new Check('not_assigned', TEXT.notAssigned, 'access_denied', (ctx) => {
    const { client, session } = ctx.oidc
    if (client && session?.accountId && !org.apps.isAssigned(client.clientId, session.accountId)) {
      throw new errors.AccessDenied(TEXT.notAssigned)
    }
    return false
  })
}

/**
 * Okta's own rules for the authorization request: `state` is mandatory (Okta OIDC reference, /authorize),
 * and a scope the server does not know is an error, where OAuth would let it pass.
 */
export function checkAuthorizeRequest(ctx: KoaContextWithOIDC): void {
  const { state } = ctx.oidc.params ?? {}
  // By now oidc-provider has dropped unknown scopes from its own parameters.
  const scope = ctx.oidc.body?.scope ?? ctx.query.scope
  if (ctx.oidc.route === 'authorization' && !state) throw new errors.InvalidRequest(TEXT.state)
  const unknown = String(scope ?? '')
    .split(' ')
    .find((name) => name && !KNOWN_SCOPES.has(name))
  if (unknown) throw new errors.InvalidScope(TEXT.scope, unknown)
}
