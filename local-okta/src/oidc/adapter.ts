import {
  type Adapter,
  type AdapterFactory,
  type AdapterPayload,
  type ClientMetadata,
  errors,
} from 'oidc-provider'
import { isConfigured, urlsOf } from '../catalog.ts'
import type { App } from '../org/apps.ts'
import type { Org } from '../org/org.ts'
import { type Artifact, now } from '../store.ts'

/** Where oidc-provider keeps its models: the store, except clients, which are the org's app instances. */
export function adapterFor(org: Org, portalTemplate: string): AdapterFactory {
  return (model) => {
    const { artifacts } = org.store
    const base = artifactAdapter(org, model)
    if (model !== 'Client') return base
    return {
      ...base,
      async find(id: string) {
        const app = org.apps.find(id)
        return app?.status === 'ACTIVE' ? (clientOf(app, portalTemplate) as AdapterPayload) : undefined
      },
      destroy: async (id: string) => artifacts.delete(org.name, model, id),
    }
  }
}

function artifactAdapter(org: Org, model: string): Adapter {
  const { artifacts } = org.store
  const forever = 366 * 24 * 3600
  return {
    async find(id) {
      return artifacts.find(org.name, model, id) as AdapterPayload | undefined
    },
    async findByUid(uid) {
      return artifacts.findByUid(org.name, model, uid) as AdapterPayload | undefined
    },
    async findByUserCode() {
      return undefined
    },
    async upsert(id, payload, expiresIn) {
      artifacts.put(org.name, model, id, payload as Artifact, now() + (expiresIn ?? forever))
    },
    async consume(id) {
      // Two exchanges of one code at the same moment: only one may spend it (RFC 6749 section 4.1.2).
      if (!artifacts.consume(org.name, model, id)) throw new errors.InvalidGrant('already consumed')
    },
    async destroy(id) {
      artifacts.delete(org.name, model, id)
    },
    async revokeByGrantId(grantId) {
      artifacts.deleteByGrant(org.name, model, grantId)
    },
  }
}

/** An app instance as an OpenID Connect client. One that is not filled in has no usable redirect URI. */
export function clientOf(app: App, portalTemplate: string): ClientMetadata {
  const ready = isConfigured(app, portalTemplate)
  const { redirectUri } = urlsOf(app, portalTemplate)
  return {
    client_id: app.id,
    client_name: app.label,
    application_type: 'web',
    redirect_uris: [ready ? redirectUri : 'https://not-configured.invalid/'],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: app.authentication === 'none' ? 'none' : 'client_secret_basic',
    ...(app.authentication === 'none' ? {} : { client_secret: app.clientSecret }),
  }
}
