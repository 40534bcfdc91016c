import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { Provider } from 'oidc-provider'
import { adminRoutes } from './admin/routes.ts'
import { apiRoutes } from './api/routes.ts'
import { dashboardRoutes } from './dashboard/routes.ts'
import { faultRoutes } from './faults/routes.ts'
import { newSecret } from './ids.ts'
import { oktaError } from './oidc/errors.ts'
import { providerFor } from './oidc/provider.ts'
import { oktaRoutes, providerRoutes } from './oidc/routes.ts'
import { type Org, openOrg } from './org/org.ts'
import { seedOrg } from './org/seed.ts'
import { rawStyles } from './pages/layout.ts'
import { orgListPage } from './pages/org-list.ts'
import { PORTAL_TEMPLATE } from './settings.ts'
import { signInRoutes } from './sign-in/routes.ts'
import type { OrgSite } from './site.ts'
import { openStore } from './store.ts'

export type LocalOktaOptions = {
  /** State file; without one the state lives in memory. */
  dataFile?: string
  /** Orgs to create and seed when they do not exist. Default acme and globex. */
  orgs?: string[]
  /** What follows the org's name in its host. Default okta.localhost. */
  hostBase?: string
  /** The port in issuers. Default, and with 0: the port the server listens on, known after listen(). */
  port?: number
  /** The portal's base URL with `{app.subdomain}`, from which the catalog's URLs are built. */
  portalTemplate?: string
  /** SSWS token of the JSON API. Default: generated once and kept in the state file. */
  apiToken?: string
}

export type LocalOkta = {
  server: FastifyInstance
  org: (name: string) => Org
  issuer: (name: string) => string
  apiToken: string
}

/** The composition root: opens the state, builds each org once, mounts every part. Does not listen. */
export async function buildLocalOkta(options: LocalOktaOptions = {}): Promise<LocalOkta> {
  const store = openStore(options.dataFile)
  const hostBase = options.hostBase ?? 'okta.localhost'
  const server = Fastify({ logger: false, bodyLimit: 1024 * 1024, forceCloseConnections: true })
  const port = () => (options.port || (server.server.address() as { port: number } | null)?.port) ?? 3001
  const issuer = (name: string) => `http://${name}.${hostBase}:${port()}`
  const apiToken = options.apiToken ?? storedApiToken(store)

  const sites = new Map<string, OrgSite>()
  for (const name of new Set([...(options.orgs ?? ['acme', 'globex']), ...store.records.orgNames()])) {
    const org = await openOrg(store, name)
    seedOrg(org)
    const portalTemplate = options.portalTemplate ?? PORTAL_TEMPLATE
    const orgIssuer = () => issuer(name)
    sites.set(name, {
      org,
      issuer: orgIssuer,
      portalTemplate,
      apiToken,
      provider: lazyProvider(org, orgIssuer, portalTemplate),
    })
  }

  await server.register(cookie)
  server.decorateRequest('site')
  server.addHook('onRequest', async (request, reply) => chooseOrg(request, reply, sites, issuer))
  server.addHook('onClose', async () => store.close())
  server.setErrorHandler((error: FastifyError, request, reply) => failed(error, request, reply))
  server.setNotFoundHandler((request, reply) => notFound(request, reply))
  await server.register(mountPages)
  await server.register(providerRoutes)
  return { server, issuer, apiToken, org: (name) => siteOf(sites, name).org }
}

async function mountPages(app: FastifyInstance): Promise<void> {
  await app.register(formbody)
  app.get('/pages/style.css', async (_request, reply) =>
    reply.type('text/css').header('cache-control', 'max-age=60').send(rawStyles),
  )
  await app.register(oktaRoutes)
  await app.register(signInRoutes)
  await app.register(dashboardRoutes)
  await app.register(adminRoutes)
  await app.register(faultRoutes)
  await app.register(apiRoutes)
}

function storedApiToken(store: ReturnType<typeof openStore>): string {
  const kept = store.records.all('', 'org').get('api-token') as string | undefined
  if (kept) return kept
  const token = newSecret()
  store.records.put('', 'org', 'api-token', token)
  return token
}

/** Built at the first request, when the port and so the issuer is known. */
function lazyProvider(org: Org, issuer: () => string, portalTemplate: string): () => Provider {
  let provider: Provider | undefined
  return () => {
    provider ??= providerFor(org, issuer(), portalTemplate)
    return provider
  }
}

function siteOf(sites: Map<string, OrgSite>, name: string): OrgSite {
  const site = sites.get(name)
  if (!site) throw new RangeError(`There is no org "${name}".`)
  return site
}

/**
 * The org is the first label of the Host header. The rest of the name must be ours too, or any web site whose
 * name points to 127.0.0.1 could drive this server from a browser (DNS rebinding).
 */
async function chooseOrg(
  request: FastifyRequest,
  reply: FastifyReply,
  sites: Map<string, OrgSite>,
  issuer: (name: string) => string,
): Promise<unknown> {
  const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '')
  const name = host.split('.')[0]!
  const site = host === new URL(issuer(name || 'none')).hostname ? sites.get(name) : undefined
  // The stylesheet belongs to no org: the page below needs it too.
  if (!site && request.url === '/pages/style.css') return
  if (!site) {
    const links = [...sites.keys()].map((name) => ({ name, url: issuer(name) }))
    return reply.code(404).type('text/html').send(orgListPage(links).text)
  }
  request.site = site
  const path = request.url.split('?')[0]!
  const { faults, requests } = site.org
  requests.record(path, request.headers)
  if (faults.any && !path.startsWith('/faults') && faults.use('down')) {
    reply.hijack()
    request.raw.socket.destroy()
  }
}

function notFound(request: FastifyRequest, reply: FastifyReply): unknown {
  const summary = `Not found: Resource not found: ${request.url.split('?')[0]}`
  return reply.code(404).send(oktaError('E0000007', summary))
}

/** Okta error E0000009, with the reason on stderr: the fault is ours, and whoever runs the org looks there. */
function failed(error: FastifyError, request: FastifyRequest, reply: FastifyReply): unknown {
  const status = error.statusCode ?? 500
  if (status < 500) return reply.code(status).send(oktaError('E0000003', error.message))
  console.error(`${request.method} ${request.url.split('?')[0]}:`, error)
  return reply.code(500).send(oktaError('E0000009', 'Internal Server Error'))
}
