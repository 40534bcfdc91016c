import type { FastifyInstance, FastifyReply } from 'fastify'
import { answerWithFault } from '../faults/answers.ts'
import { curveKeys, EC_KID, OCT_KID, OCT_SECRET } from '../faults/id-token.ts'
import type { OrgSite } from '../site.ts'
import { now } from '../store.ts'
import { discoveryDocument } from './discovery.ts'
import { oktaError } from './errors.ts'
import { logoutHandler } from './logout.ts'

const QUARTER = 90 * 86400
const PROVIDER_ROUTES = [
  '/oauth2/v1/authorize/:uid',
  '/oauth2/v1/token',
  '/oauth2/v1/userinfo',
  '/oauth2/v1/introspect',
  '/oauth2/v1/revoke',
  '/oauth2/v1/par',
  '/oauth2/v1/logout/confirm',
]

/** The endpoints under /oauth2/v1. Bodies are left unread: oidc-provider reads them itself. */
export async function providerRoutes(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  for (const url of ['/oauth2/v1/authorize', ...PROVIDER_ROUTES]) {
    app.route({
      method: url === '/oauth2/v1/authorize' ? 'GET' : ['GET', 'POST', 'OPTIONS'],
      url,
      async handler(request, reply) {
        const { org, provider } = request.site
        const endpoint = url.endsWith('/token') ? 'token' : url.endsWith('/userinfo') ? 'userinfo' : undefined
        if (endpoint && (await answerWithFault(org.faults, endpoint, reply))) return reply
        const handle = provider().callback()
        reply.hijack()
        await handle(request.raw, reply.raw)
      },
    })
  }
}

/** Discovery, keys and logout, which Okta does its own way. */
export async function oktaRoutes(app: FastifyInstance): Promise<void> {
  for (const url of ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']) {
    app.get(url, async (request, reply) => {
      if (await answerWithFault(request.site.org.faults, 'discovery', reply)) return reply
      return publicJson(reply).send(discoveryAnswer(request.site))
    })
  }
  app.get('/oauth2/v1/keys', async (request, reply) => {
    const { org } = request.site
    if (await answerWithFault(org.faults, 'jwks', reply)) return reply
    const age = Math.max(3600, org.keys.signingSince() + QUARTER - now())
    return publicJson(reply)
      .header('cache-control', `max-age=${age}, must-revalidate`)
      .send(keysAnswer(request.site))
  })
  // Okta takes /authorize as a form post too. Going on as GET brings the Lax session cookie along.
  app.post('/oauth2/v1/authorize', async (request, reply) => {
    const query = new URLSearchParams(pairsOf(request.body)).toString()
    return reply.redirect(`/oauth2/v1/authorize?${query}`, 303)
  })
  app.get<{ Params: { id: string } }>('/oauth2/:id/.well-known/:document', async (request, reply) => {
    const summary = `Not found: Resource not found: ${request.params.id} (AuthorizationServer)`
    return reply.code(404).send(oktaError('E0000007', summary))
  })
  app.route({
    method: ['GET', 'POST'],
    url: '/oauth2/v1/logout',
    handler: (request, reply) => {
      const { org, issuer, portalTemplate } = request.site
      return logoutHandler(org, issuer, portalTemplate)(request, reply)
    },
  })
}

function pairsOf(body: unknown): [string, string][] {
  return Object.entries((body ?? {}) as Record<string, string | string[]>).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
}

function publicJson(reply: FastifyReply): FastifyReply {
  return reply.header('access-control-allow-origin', '*').type('application/json')
}

function discoveryAnswer({ org, issuer }: OrgSite): Record<string, unknown> {
  const document: Record<string, unknown> = discoveryDocument(issuer())
  const { faults } = org
  if (!faults.any) return document
  if (faults.list().some(({ name, on }) => on && name.startsWith('rfc9207'))) {
    document.authorization_response_iss_parameter_supported = true
  }
  if (faults.use('discovery-issuer-mismatch')) document.issuer = issuer().replace('://', '://not-')
  if (faults.use('discovery-http-foreign-endpoints')) {
    document.token_endpoint = 'http://attacker.invalid/oauth2/v1/token'
  }
  if (faults.use('discovery-private-endpoint')) {
    document.token_endpoint = 'http://169.254.169.254/oauth2/v1/token'
  }
  return document
}

function keysAnswer({ org }: OrgSite): { keys: object[] } {
  const { faults, keys } = org
  const published: object[] = keys.published()
  if (!faults.any) return { keys: published }
  if (faults.use('jwks-empty')) return { keys: [] }
  if (faults.use('jwks-no-alg')) return { keys: keys.published().map(({ alg: _alg, ...key }) => key) }
  if (faults.has('alg-es256')) {
    published.push({
      ...curveKeys().publicKey.export({ format: 'jwk' }),
      kid: EC_KID,
      alg: 'ES256',
      use: 'sig',
    })
  }
  if (faults.has('jwks-oct-key')) {
    published.push({
      kty: 'oct',
      k: OCT_SECRET.toString('base64url'),
      kid: OCT_KID,
      alg: 'HS256',
      use: 'sig',
    })
  }
  return { keys: published }
}
