/** An OpenID provider that costs as little as possible: it signs in whoever `login_hint` names. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

interface Grant {
  clientId: string
  redirectUri: string
  nonce: string
  challenge: string
  email: string
}

const port = Number(process.argv[2])
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keys = JSON.stringify({
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'RS256', use: 'sig' }],
})
const grants = new Map<string, Grant>()
const people = new Map<string, string>()
const jwsHeader = base64url({ alg: 'RS256', kid: 'bench' })
const counts: Record<string, number> = {}

createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
  counts[url.pathname] = (counts[url.pathname] ?? 0) + 1
  if (url.pathname === '/oauth2/v1/authorize') return authorize(url.searchParams, response)
  if (url.pathname === '/oauth2/v1/token') return token(await bodyOf(request), url.origin, response)
  if (url.pathname === '/oauth2/v1/userinfo') return userinfo(request, response)
  if (url.pathname === '/oauth2/v1/keys') return json(response, 200, keys)
  if (url.pathname === '/counts') return json(response, 200, JSON.stringify(counts))
  if (url.pathname === '/.well-known/openid-configuration')
    return json(response, 200, JSON.stringify(discovery(url.origin)))
  return json(response, 404, '{"error":"not_found"}')
}).listen(port, '127.0.0.1')

function discovery(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth2/v1/authorize`,
    token_endpoint: `${issuer}/oauth2/v1/token`,
    userinfo_endpoint: `${issuer}/oauth2/v1/userinfo`,
    jwks_uri: `${issuer}/oauth2/v1/keys`,
    end_session_endpoint: `${issuer}/oauth2/v1/logout`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email'],
    token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
  }
}

function authorize(query: URLSearchParams, response: ServerResponse) {
  const code = randomBytes(18).toString('base64url')
  const redirectUri = query.get('redirect_uri') ?? ''
  grants.set(code, {
    clientId: query.get('client_id') ?? '',
    redirectUri,
    nonce: query.get('nonce') ?? '',
    challenge: query.get('code_challenge') ?? '',
    email: query.get('login_hint') ?? '',
  })
  const location = `${redirectUri}?code=${code}&state=${encodeURIComponent(query.get('state') ?? '')}`
  response.writeHead(302, { location, 'content-length': 0 }).end()
}

function token(form: URLSearchParams, issuer: string, response: ServerResponse) {
  const code = form.get('code') ?? ''
  const grant = grants.get(code)
  grants.delete(code)
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  if (!grant || grant.redirectUri !== form.get('redirect_uri') || grant.challenge !== challenge)
    return json(response, 400, '{"error":"invalid_grant"}')
  const accessToken = randomBytes(18).toString('base64url')
  // The oldest goes; clearing them all would take the token of a sign-in that is under way.
  if (people.size > 10_000) people.delete(people.keys().next().value ?? '')
  people.set(accessToken, grant.email)
  const answer = {
    token_type: 'Bearer',
    expires_in: 3600,
    access_token: accessToken,
    scope: 'openid profile email',
    id_token: idToken(grant, issuer, accessToken),
  }
  json(response, 200, JSON.stringify(answer))
}

function idToken(grant: Grant, issuer: string, accessToken: string): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    ...identityOf(grant.email),
    ver: 1,
    iss: issuer,
    aud: grant.clientId,
    iat: now,
    exp: now + 3600,
    jti: `ID.${randomBytes(12).toString('base64url')}`,
    amr: ['pwd'],
    idp: '00obench',
    nonce: grant.nonce,
    auth_time: now,
    at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
  }
  const signed = `${jwsHeader}.${base64url(claims)}`
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
}

/** Okta's ID token from the code flow is thin: these and no more; the rest comes from userinfo. */
function identityOf(email: string) {
  return {
    sub: `00u${createHash('sha256').update(email).digest('base64url').slice(0, 17)}`,
    name: `Person ${email.split('@')[0]}`,
    email,
    preferred_username: email,
  }
}

function profileOf(email: string) {
  const rest = {
    email_verified: true,
    given_name: 'Person',
    locale: 'en_US',
    zoneinfo: 'America/Los_Angeles',
  }
  return { ...identityOf(email), family_name: email.split('@')[0], ...rest }
}

function userinfo(request: IncomingMessage, response: ServerResponse) {
  const email = people.get((request.headers.authorization ?? '').slice('Bearer '.length))
  if (!email) return json(response, 401, '{"error":"invalid_token"}')
  json(response, 200, JSON.stringify(profileOf(email)))
}

function json(response: ServerResponse, status: number, body: string) {
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body)
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let body = ''
  for await (const chunk of request) body += chunk
  return new URLSearchParams(body)
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
