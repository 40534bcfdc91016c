import type { Provider } from 'oidc-provider'
import type { Org } from './org/org.ts'

/** One org as a request sees it. */
export type OrgSite = {
  org: Org
  issuer: () => string
  provider: () => Provider
  portalTemplate: string
  apiToken: string
}

declare module 'fastify' {
  interface FastifyRequest {
    site: OrgSite
  }
}
