/**
 * Sign-in, top to bottom; each step is one file, and each takes only what the step before it made.
 * initiate → attempt → authorize → Okta → callback / attempt.take → verify → admit (provision, session) → landing.
 */
import { addressKey } from '../http/limiter.ts'
import type { Reply, Request, Server } from '../http/types.ts'
import { admit, decideTest } from './admit.ts'
import { type Attempt, beginAttempt, openAttempt, takeAttempt } from './attempt.ts'
import { authorizeUrl } from './authorize.ts'
import { alreadySignedIn, connectionOf, readCallback } from './callback.ts'
import { callbackPath, initiatePath, type SignInDeps } from './deps.ts'
import { findRoutes } from './find.routes.ts'
import { readIntent, readProvider } from './initiate.ts'
import { landingFor } from './landing.ts'
import type { LaunchParameters } from './launch-parameters.ts'
import { logoutRoutes } from './logout.routes.ts'
import { passwordRoutes } from './password.routes.ts'
import { passed, type Run, traced } from './traced.ts'
import { verify } from './verify.ts'

export function signInRoutes(server: Server, deps: SignInDeps): void {
  // Third-party-initiated login comes as GET or POST (OIDC Core 4): the tile, our own button, an activation mail.
  server.get(initiatePath, { schema: { hide: true } }, (request, reply) =>
    initiate(deps, request, reply, queryOf(request)),
  )
  server.post(initiatePath, { schema: { hide: true } }, (request, reply) =>
    initiate(deps, request, reply, formOf(request)),
  )
  server.get(callbackPath, { schema: { hide: true } }, (request, reply) =>
    callback(deps, request, reply, queryOf(request)),
  )
  // "Send ID Token directly to app" posts here without a state of ours: unsolicited, so refused (IPSIE SL2).
  server.post(callbackPath, { schema: { hide: true } }, (request, reply) =>
    callback(deps, request, reply, formOf(request)),
  )
  logoutRoutes(server, deps)
  findRoutes(server, deps)
  passwordRoutes(server, deps)
}

/** Tile click to Okta. */
const initiate = (deps: SignInDeps, request: Request, reply: Reply, text: string) =>
  traced(deps, request, reply, 'initiate', async (run) => {
    run.trace.query = text
    const addressed = await readProvider(deps, text) //             initiate.ts: which provider
    run.providerId = addressed.provider.id
    const home = deps.origins.origin(addressed.provider.subdomain)
    if (isElsewhere(deps, request, addressed.provider.subdomain)) {
      deps.limiter.giveBack(addressKey(request.ip))
      return reply.redirect(`${home}${initiatePath}?${text}`, request.method === 'POST' ? 303 : 302)
    }
    run.retry = `${initiatePath}?provider=${addressed.provider.id}`
    const intent = await readIntent(deps, addressed) //             initiate.ts: plan, connection, iss, target
    const okta = await deps.okta.clientFor(intent.connection)
    const attempt = beginAttempt(deps, request, reply, {
      //                                                            attempt.ts: state, nonce, PKCE, this browser
      providerId: intent.provider.id,
      issuer: intent.connection.issuer,
      clientId: intent.connection.clientId,
      launch: intent.launch,
      target: intent.target ?? null,
      notes: intent.notes,
      test: null,
    })
    const url = authorizeUrl(okta, attempt, {
      redirectUri: home + callbackPath,
      loginHint: intent.loginHint,
    })
    return reply.redirect(url, 302) //                              authorize.ts
  })

/** Back from Okta to the desktop. */
const callback = (deps: SignInDeps, request: Request, reply: Reply, text: string) =>
  traced(deps, request, reply, 'callback', async (run) => {
    run.trace.query = text
    const { parameters, state } = readCallback(text) //             callback.ts
    const here = await alreadySignedIn(deps, request, state)
    if (here) return reply.redirect(landingFor(here, undefined), 303)
    const begun = openAttempt(deps, request, reply, state) //       attempt.ts: by state AND cookie
    const provider = await attribute(deps, run, begun)
    const attempt = await takeAttempt(deps, begun) //               attempt.ts: spent from here on
    const connection = await connectionOf(deps, provider, attempt) // callback.ts: still the active one
    const okta = await deps.okta.clientFor(connection)
    const redirectUri = deps.origins.origin(provider.subdomain) + callbackPath
    // An error from Okta is refused here: no identity was ever looked at.
    if (parameters.one('error') === undefined) passed(run, 'state and browser match', 'verify')
    const identity = await verify(okta, attempt, redirectUri, parameters.all, deps.now) // verify.ts
    passed(run, 'ID token accepted', 'provision')
    const before = await deps.sessions.read(request)
    if (attempt.test) {
      await decideTest(deps, run, attempt, connection, identity, before)
      return reply.redirect(`/provider/sso?test=${run.trace.incident}`, 303)
    }
    const { person, token } = await admit(deps, run, attempt, connection, identity, before) // admit.ts
    deps.sessions.giveCookie(reply, token)
    deps.count('signed_in')
    deps.limiter.giveBack(addressKey(request.ip))
    deps.limiter.giveBack(addressKey(request.ip))
    return reply.redirect(landingFor(person, attempt.target ?? undefined), 303) // landing.ts
  })

const soundSaid = ({ alertSound, alertSoundOff }: LaunchParameters) =>
  alertSound ? 'on' : alertSoundOff ? 'off' : 'as the provider has it'

/** Puts the run under the attempt's provider, with what the steps before Okta had noted. */
async function attribute(deps: SignInDeps, run: Run, attempt: Attempt) {
  const provider = await deps.providers.find(attempt.providerId)
  if (!provider) throw new Error(`Provider ${attempt.providerId} of a sealed attempt does not exist`)
  run.providerId = provider.id
  run.attempt = attempt
  run.retry = `${initiatePath}?provider=${provider.id}`
  run.trace.notes.push(...attempt.notes)
  run.trace.passed.unshift(
    {
      step: 'initiate',
      detail: `provider ${provider.id}, alert sound ${soundSaid(attempt.launch)}`,
    },
    { step: 'authorize', detail: `sent to ${attempt.issuer}` },
  )
  return provider
}

const isElsewhere = (deps: SignInDeps, request: Request, subdomain: string): boolean =>
  deps.origins.subdomainOf(request.host) !== subdomain

const queryOf = (request: Request): string => {
  const at = request.url.indexOf('?')
  return at < 0 ? '' : request.url.slice(at + 1)
}

/** Form bodies are kept as text: only the raw text shows that a parameter came twice. */
const formOf = (request: Request): string => (typeof request.body === 'string' ? request.body : '')
