import { type Account, errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { Org } from '../org/org.ts'
import { TEXT } from './errors.ts'

const TELLING_SCOPES = ['profile', 'email', 'address', 'phone']

/** Who an oidc-provider account id is. Nobody, once Okta has let them go or taken the app from them. */
export function oktaAccount(org: Org) {
  return async (ctx: KoaContextWithOIDC, id: string): Promise<Account | undefined> => {
    const person = org.people.find(id)
    if (person?.status !== 'ACTIVE') return undefined
    const token = ctx.oidc.route === 'userinfo' ? ctx.oidc.accessToken : undefined
    if (token) {
      if (!org.apps.isAssigned(token.clientId ?? '', id)) return undefined
      // Okta OIDC reference, /userinfo: openid alone opens nothing.
      if (!TELLING_SCOPES.some((scope) => token.scopes.has(scope))) {
        throw new errors.InsufficientScope(TEXT.insufficientScope, TELLING_SCOPES.join(' '))
      }
    }
    return { accountId: id, claims: async () => ({ sub: id }) }
  }
}

/** No consent screen: the admin's assignment is the consent. One grant per session and app. */
export async function grantFor(ctx: KoaContextWithOIDC) {
  const { client, session, account, params, provider } = ctx.oidc
  if (!client || !session || !account) return undefined
  const known = session.grantIdFor(client.clientId)
  const found = known ? await provider.Grant.find(known) : undefined
  const scope = String(params?.scope ?? '')
  if (found && found.accountId === account.accountId) {
    if (covers(found.getOIDCScope(), scope)) return found
    found.addOIDCScope(scope)
    await found.save()
    return found
  }
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  grant.addOIDCScope(scope)
  await grant.save()
  return grant
}

function covers(granted: string, asked: string): boolean {
  const have = new Set(granted.split(' '))
  return asked.split(' ').every((scope) => have.has(scope))
}
