import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Org } from '../org/org.ts'
import { type Outcome, sendCallback } from './callback.ts'
import { personClaims } from './claims.ts'
import { TEXT, tokenAnswer } from './errors.ts'

const OUTCOME = Symbol('outcome')
type Context = KoaContextWithOIDC & { [OUTCOME]?: Outcome }

/** A Koa layer over oidc-provider that gives every response Okta's words and shape. */
export function oktaManners(provider: Provider, org: Org) {
  const remember = (ctx: Context, outcome: Outcome) => {
    ctx[OUTCOME] = outcome
  }
  provider.on('authorization.success', (ctx, out) => remember(ctx, { out: { ...out } }))
  const failed = (ctx: KoaContextWithOIDC, error: Error) => remember(ctx, { error })
  provider.on('authorization.error', failed)
  provider.on('grant.error', failed)
  provider.on('pushed_authorization_request.error', failed)
  provider.on('introspection.error', failed)
  provider.on('revocation.error', failed)

  return async (ctx: Context, next: () => Promise<void>): Promise<void> => {
    await next()
    const route = ctx.oidc?.route
    if (route === 'authorization' || route === 'resume') sayAuthorize(ctx, org)
    else if (route === 'userinfo' && ctx.status >= 400) sayUserinfoError(ctx)
    else if (route === 'userinfo') sayUserinfo(ctx, org)
    else if (route === 'token' && ctx.status < 400) sayToken(ctx, org)
    else if (ctx.status >= 400 && ctx[OUTCOME]) sayTokenError(ctx)
  }
}

function sayAuthorize(ctx: Context, org: Org): void {
  const outcome = ctx[OUTCOME]
  const { redirect_uri: redirectUri } = ctx.oidc.params ?? {}
  const page = ctx.status === 400 && !isFormPost(ctx)
  // Interactions, error pages and the hand-over between two people are not authorization responses.
  if (outcome && !page && typeof redirectUri === 'string') sendCallback(ctx, outcome, org.faults)
}

const isFormPost = (ctx: Context) =>
  ctx.oidc.params?.response_mode === 'form_post' && /<form/.test(String(ctx.body))

function sayToken(ctx: Context, org: Org): void {
  const { access_token, expires_in, id_token, scope } = ctx.body as Record<string, unknown>
  const body: Record<string, unknown> = { token_type: 'Bearer', expires_in, access_token, scope, id_token }
  if (org.faults.use('token-type-case')) body.token_type = 'bEaReR'
  if (org.faults.use('token-no-id-token')) delete body.id_token
  ctx.body = body
}

function sayTokenError(ctx: Context): void {
  const outcome = ctx[OUTCOME]
  const error = outcome && 'error' in outcome ? outcome.error : new Error('server_error')
  const { status, body } = tokenAnswer(error, ctx.status)
  ctx.status = status
  ctx.body = body
}

function sayUserinfo(ctx: Context, org: Org): void {
  const { accessToken, account } = ctx.oidc
  const person = org.people.find(account!.accountId)!
  const body: Record<string, unknown> = {
    sub: person.id,
    ...personClaims(person, accessToken!.scopes, org.faults),
  }
  if (org.faults.use('userinfo-other-subject')) body.sub = '00uanotherperson00000'
  if (org.faults.use('userinfo-missing-subject')) delete body.sub
  ctx.body = body
}

/** Okta OIDC reference, /userinfo errors: the reason is in the header, the body is empty. */
function sayUserinfoError(ctx: Context): void {
  const [status, code, text] =
    ctx.status === 403
      ? [403, 'insufficient_scope', TEXT.insufficientScope]
      : [401, 'invalid_token', TEXT.accessToken]
  ctx.set('WWW-Authenticate', `Bearer error="${code}", error_description="${text}"`)
  ctx.body = null
  ctx.status = Number(status)
}
