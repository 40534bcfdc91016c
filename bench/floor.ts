/**
 * The floor: openid-client with its signature check on, PKCE, nonce and state, on bare node:http, sessions in a Map.
 * No provider, plan, format, account, audit or disk.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import * as oidc from 'openid-client'

const [port, issuer] = [Number(process.argv[2]), new URL(process.argv[3] ?? '')]
const origin = `http://app.localhost:${port}`
const redirectUri = `${origin}/sso/okta/callback`
const config = await oidc.discovery(issuer, 'floor', undefined, oidc.None(), {
  execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
})
const attempts = new Map<string, { cookie: string; nonce: string; verifier: string }>()
const sessions = new Map<string, Record<string, unknown>>()

createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', origin)
  try {
    if (url.pathname === '/sso/okta/initiate') return await initiate(url, response)
    if (url.pathname === '/sso/okta/callback') return await callback(url, request, response)
    if (url.pathname === '/api/v1/session') return session(request, response)
    if (url.pathname === '/readyz') return answer(response, 200, { ready: true })
    answer(response, 404, { error: 'not_found' })
  } catch (error) {
    answer(response, 403, { error: String(error) })
  }
}).listen(port, '127.0.0.1')

async function initiate(url: URL, response: ServerResponse): Promise<void> {
  const state = oidc.randomState()
  const attempt = { cookie: random(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
  attempts.set(state, attempt)
  const location = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state,
    nonce: attempt.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    login_hint: url.searchParams.get('login_hint') ?? '',
  })
  redirect(response, location.href, `attempt=${attempt.cookie}; Path=/; HttpOnly; SameSite=Lax`)
}

async function callback(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const state = url.searchParams.get('state') ?? ''
  const attempt = attempts.get(state)
  if (!attempt || cookie(request, 'attempt') !== attempt.cookie)
    return answer(response, 400, { error: 'attempt_unknown' })
  attempts.delete(state)
  const tokens = await oidc.authorizationCodeGrant(config, url, {
    expectedState: state,
    expectedNonce: attempt.nonce,
    pkceCodeVerifier: attempt.verifier,
    idTokenExpected: true,
  })
  const id = random()
  sessions.set(id, { ...tokens.claims() })
  redirect(response, '/agent/', `session=${id}; Path=/; HttpOnly; SameSite=Lax`)
}

function session(request: IncomingMessage, response: ServerResponse) {
  const found = sessions.get(cookie(request, 'session') ?? '')
  if (!found) return answer(response, 401, { error: 'session_missing' })
  answer(response, 200, { user: { id: found.sub, email: found.email, name: found.name } })
}

function cookie(request: IncomingMessage, name: string): string | undefined {
  const pair = (request.headers.cookie ?? '').split('; ').find((it) => it.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}

function redirect(response: ServerResponse, location: string, setCookie: string): void {
  response.writeHead(302, { location, 'set-cookie': setCookie, 'content-length': 0 }).end()
}

function answer(response: ServerResponse, status: number, body: unknown) {
  const text = JSON.stringify(body)
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text)
}

function random(): string {
  return randomBytes(32).toString('base64url')
}
