import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { KOOPID, urlsOf } from '../catalog.ts'
import { oktaError } from '../oidc/errors.ts'
import type { App } from '../org/apps.ts'
import { InvalidInput } from '../org/people.ts'

const NewApplication = z.object({
  name: z.literal(KOOPID.name).default(KOOPID.name),
  label: z.string().default(KOOPID.label),
  settings: z.object({ app: z.object({ subdomain: z.string(), providerId: z.string() }) }).optional(),
  visibility: z.object({ hide: z.object({ web: z.boolean(), iOS: z.boolean() }).partial() }).optional(),
  credentials: z
    .object({
      oauthClient: z.object({
        client_id: z.string().optional(),
        client_secret: z.string().optional(),
        token_endpoint_auth_method: z.enum(['none', 'client_secret_basic', 'client_secret_post']).optional(),
      }),
    })
    .optional(),
})

type WithId = { Params: { id: string; userId: string } }

/** App instances and their assignments. */
export async function appApi(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/apps', async (request) => {
    const { org, portalTemplate } = request.site
    return org.apps.all().map((found) => appOf(found, portalTemplate))
  })
  app.post('/api/v1/apps', async (request) => {
    const { org, portalTemplate } = request.site
    const { name, ...fields } = parse(request.body)
    return appOf(org.apps.add(name, fields), portalTemplate)
  })
  app.register(async (one) => {
    one.addHook('preHandler', async (request, reply) => {
      const { id } = request.params as { id: string }
      if (request.site.org.apps.find(id)) return
      return reply.code(404).send(oktaError('E0000007', `Not found: Resource not found: ${id} (AppInstance)`))
    })
    one.get<WithId>('/api/v1/apps/:id', async (request) =>
      appOf(request.site.org.apps.find(request.params.id)!, request.site.portalTemplate),
    )
    one.put<WithId>('/api/v1/apps/:id', async (request) => {
      const { name: _name, clientId: _clientId, clientSecret: _secret, ...changes } = parse(request.body)
      return appOf(request.site.org.apps.update(request.params.id, changes), request.site.portalTemplate)
    })
    one.delete<WithId>('/api/v1/apps/:id', async (request, reply) => {
      request.site.org.apps.remove(request.params.id)
      return reply.code(204).send()
    })
    one.get<WithId>('/api/v1/apps/:id/users', async (request) =>
      request.site.org.apps.assignedTo(request.params.id).map((id) => ({ id })),
    )
    one.post<WithId>('/api/v1/apps/:id/users', async (request, reply) => {
      const { people, apps } = request.site.org
      const id = z.object({ id: z.string() }).safeParse(request.body).data?.id ?? ''
      if (!people.find(id))
        return reply.code(404).send(oktaError('E0000007', `Not found: Resource not found: ${id} (User)`))
      apps.assign(request.params.id, id)
      return { id, scope: 'USER', status: 'ACTIVE' }
    })
    one.delete<WithId>('/api/v1/apps/:id/users/:userId', async (request, reply) => {
      request.site.org.apps.unassign(request.params.id, request.params.userId)
      return reply.code(204).send()
    })
  })
}

function parse(body: unknown) {
  const parsed = NewApplication.safeParse(body ?? {})
  if (!parsed.success) throw new InvalidInput('body', z.prettifyError(parsed.error))
  const { name, label, settings, visibility, credentials } = parsed.data
  const client = credentials?.oauthClient
  const method = client?.token_endpoint_auth_method
  return {
    name,
    label,
    ...(settings?.app ?? {}),
    ...(visibility?.hide.web === undefined ? {} : { hideWeb: visibility.hide.web }),
    ...(visibility?.hide.iOS === undefined ? {} : { hideMobile: visibility.hide.iOS }),
    ...(method ? { authentication: method === 'none' ? ('none' as const) : ('client_secret' as const) } : {}),
    ...(client?.client_id ? { clientId: client.client_id } : {}),
    ...(client?.client_secret ? { clientSecret: client.client_secret } : {}),
  }
}

/** Okta Apps API, Application object, reduced to what the local org knows. */
function appOf(app: App, portalTemplate: string) {
  const urls = urlsOf(app, portalTemplate)
  const secret = app.authentication === 'none' ? {} : { client_secret: app.clientSecret }
  return {
    id: app.id,
    name: app.name,
    label: app.label,
    status: app.status,
    created: new Date(app.created * 1000).toISOString(),
    signOnMode: 'OPENID_CONNECT',
    visibility: { hide: { web: app.hideWeb, iOS: app.hideMobile } },
    credentials: {
      oauthClient: {
        client_id: app.id,
        ...secret,
        token_endpoint_auth_method: app.authentication === 'none' ? 'none' : 'client_secret_basic',
        pkce_required: app.authentication === 'none',
      },
    },
    settings: {
      app: { subdomain: app.subdomain, providerId: app.providerId },
      oauthClient: {
        application_type: 'web',
        redirect_uris: [urls.redirectUri],
        post_logout_redirect_uris: [urls.postLogoutRedirectUri],
        initiate_login_uri: urls.initiateLoginUri,
        idp_initiated_login: { mode: 'SPEC', default_scope: [] },
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    },
  }
}
