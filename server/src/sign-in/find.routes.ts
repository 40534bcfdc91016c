import { brandSchema, type FoundProvider, findProviderSchema, foundProvidersSchema } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { logoAddress, type Provider, planIncludesSso, readProviderId } from '../directory/providers.ts'
import type { Server } from '../http/types.ts'
import { callbackPath, initiatePath, type SignInDeps } from './deps.ts'
import { allowedBy } from './email-formats.ts'
import { postLogoutPath } from './logout.routes.ts'

/** The addresses that Okta has to know of a provider. */
export const oktaSetupOf = (deps: Pick<SignInDeps, 'origins'>, provider: Provider) => {
  const origin = deps.origins.origin(provider.subdomain)
  return {
    subdomain: provider.subdomain,
    providerId: String(provider.id),
    redirectUri: origin + callbackPath,
    initiateUri: `${origin}${initiatePath}?provider=${provider.id}`,
    postLogoutRedirectUri: origin + postLogoutPath,
  }
}

/** The first question of `/login`: an e-mail address or a Provider ID. */
export function findRoutes(server: Server, deps: SignInDeps): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  typed.get('/api/v1/brand', { schema: { response: { 200: brandSchema } } }, async () => ({
    name: deps.brand,
  }))

  typed.post(
    '/api/v1/sign-in/find',
    { schema: { body: findProviderSchema, response: { 200: foundProvidersSchema } } },
    async (request) => {
      const { query } = request.body
      const id = readProviderId(query.split('&', 1)[0]!.trim())
      const found = id ? [await deps.providers.find(id)] : await byEmail(deps, query)
      const providers = await Promise.all(
        found.filter((provider) => provider !== undefined).map((p) => view(deps, p)),
      )
      return { providers }
    },
  )
}

/** By the allowed e-mail formats of active connections: the answer never tells whether an account exists. */
async function byEmail(deps: SignInDeps, email: string): Promise<(Provider | undefined)[]> {
  const live = await deps.connections.allLive()
  const fitting = live.filter(
    (connection) => connection.active && allowedBy(connection.emailFormats, email).allowed,
  )
  return Promise.all(fitting.slice(0, 20).map((connection) => deps.providers.find(connection.providerId)))
}

async function view(deps: SignInDeps, provider: Provider): Promise<FoundProvider> {
  const connection = await deps.connections.live(provider.id)
  const okta = planIncludesSso(provider.plan) && connection?.active === true
  return {
    id: provider.id,
    name: provider.name,
    logo: logoAddress(provider),
    loginUrl: `${deps.origins.origin(provider.subdomain)}/login?provider=${provider.id}`,
    okta,
    ...(okta && { initiateUrl: oktaSetupOf(deps, provider).initiateUri }),
  }
}
