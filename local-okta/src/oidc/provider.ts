import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Org } from '../org/org.ts'
import { SESSION_COOKIE, SESSION_SECONDS } from '../org/sessions.ts'
import { errorPage } from '../pages/error.ts'
import { grantFor, oktaAccount } from './account.ts'
import { adapterFor } from './adapter.ts'
import { pageText } from './errors.ts'
import { issueIdToken } from './id-token.ts'
import { oktaManners } from './manners.ts'
import { checkAuthorizeRequest, signInPolicy } from './policy.ts'

const UNSIGNED = { httpOnly: true, sameSite: 'lax', signed: false, path: '/' } as const

/** The OpenID provider of one org: oidc-provider decides, Okta's manners are put over it. */
export function providerFor(org: Org, issuer: string, portalTemplate: string): Provider {
  const provider = new Provider(issuer, configuration(org, portalTemplate))
  takeOverIdTokens(provider, org, issuer)
  provider.use(oktaManners(provider, org))
  provider.on('server_error', (_ctx, error) => console.error(error))
  return provider
}

function configuration(org: Org, portalTemplate: string): Configuration {
  return {
    adapter: adapterFor(org, portalTemplate),
    jwks: { keys: [org.keys.signing().privateKey.export({ format: 'jwk' })] as never },
    routes: {
      authorization: '/oauth2/v1/authorize',
      token: '/oauth2/v1/token',
      userinfo: '/oauth2/v1/userinfo',
      jwks: '/oauth2/v1/keys',
      end_session: '/oauth2/v1/logout',
      introspection: '/oauth2/v1/introspect',
      revocation: '/oauth2/v1/revoke',
      pushed_authorization_request: '/oauth2/v1/par',
    },
    // max_age=0 and prompt=login mean a fresh sign-in; codes live 300 s (Okta OIDC reference).
    ttl: {
      AuthorizationCode: 300,
      AccessToken: 3600,
      IdToken: 3600,
      Interaction: 3600,
      Grant: 14 * 86400,
      Session: SESSION_SECONDS,
    },
    cookies: {
      names: { session: SESSION_COOKIE, interaction: '_interaction', resume: '_resume' },
      long: UNSIGNED,
      short: UNSIGNED,
    },
    clientAuthMethods: [
      'client_secret_basic',
      'client_secret_post',
      'client_secret_jwt',
      'private_key_jwt',
      'none',
    ],
    responseTypes: ['code'],
    scopes: ['openid', 'email', 'profile', 'address', 'phone', 'offline_access', 'groups'],
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    conformIdTokenClaims: false,
    allowOmittingSingleRegisteredRedirectUri: false,
    expiresWithSession: () => false,
    pkce: { required: (_ctx, client) => client.clientAuthMethod === 'none' },
    clientBasedCORS: (ctx) => Boolean(ctx.oidc.params?.code_verifier),
    extraParams: { sessionToken: (ctx: KoaContextWithOIDC) => checkAuthorizeRequest(ctx) },
    findAccount: oktaAccount(org),
    loadExistingGrant: grantFor,
    interactions: { policy: signInPolicy(org), url: (_ctx, interaction) => `/signin/${interaction.uid}` },
    renderError(ctx, _out, error) {
      ctx.status = 400
      ctx.type = 'html'
      ctx.body = errorPage(org.name, '400 Bad Request', pageText(error)).text
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      introspection: { enabled: true, allowedPolicy: ownToken },
      revocation: { enabled: true, allowedPolicy: ownToken },
      pushedAuthorizationRequests: { enabled: true },
      claimsParameter: { enabled: false },
      userinfo: { enabled: true },
    },
  } satisfies Configuration
}

/** RFC 7662 section 4 and RFC 7009 section 2.1: a client asks about, and revokes, its own tokens only. */
async function ownToken(
  _ctx: unknown,
  client: { clientId: string },
  token: { clientId?: string | undefined },
) {
  return token.clientId === client.clientId
}

/** oidc-provider signs with the keys it was built with; here keys rotate and the token has Okta's shape. */
function takeOverIdTokens(provider: Provider, org: Org, issuer: string): void {
  provider.IdToken.prototype.issue = async function issue() {
    const { client, ctx, available, extra } = this
    const person = org.people.find(String(available.sub))
    if (!person) throw new Error('an ID token needs a person')
    return issueIdToken({
      org,
      issuer,
      clientId: client.clientId,
      person,
      scopes: new Set(String((this as unknown as { scope?: string }).scope ?? '').split(' ')),
      amr: (available.amr as string[] | undefined) ?? ['pwd'],
      authTime: Number(available.auth_time),
      nonce: extra.nonce as string | undefined,
      accessToken: ctx.oidc.entities.AccessToken?.jti,
    })
  }
}
