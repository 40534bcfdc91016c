import type { Plan } from '@koopid/contract'
import type { ProviderId } from '../store/provider-store.ts'
import type { Store } from '../store/store.ts'
import { findProviderRow, insertProvider, listProviderRows, updateProviderRow } from './providers.store.ts'

export type Provider = Readonly<{
  id: ProviderId
  name: string
  plan: Plan
  subdomain: string
  /** The version of its logo. */
  logo: string | null
}>

/** Traces that belong to no provider, such as an unknown Provider ID, are kept for the operator under this id. */
export const operatorId = 0 as ProviderId

/** The plans that include single sign-on (how-to, Requirements 4). */
export const planIncludesSso = (plan: Plan): boolean => plan === 'business' || plan === 'enterprise'

/** One to four labels of letters, digits and inner dashes: `app`, `us-east.app`. */
export const isSubdomain = (text: string): boolean =>
  text.length <= 200 &&
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){0,3}$/.test(text)

/** Provider ID: digits without a leading zero, up to nine. */
export const readProviderId = (text: string): ProviderId | undefined =>
  /^[1-9][0-9]{0,8}$/.test(text) ? (Number(text) as ProviderId) : undefined

/** Under its own address each version can be kept by browsers, and a new one is seen at once. */
export const logoAddress = ({ id, logo }: Pick<Provider, 'id' | 'logo'>): string | null =>
  logo && `/api/v1/providers/${id}/logo?v=${logo}`

export type Providers = {
  find(id: ProviderId): Promise<Provider | undefined>
  all(): Promise<readonly Provider[]>
  /** Subdomains that this deployment serves. */
  subdomains(): Promise<ReadonlySet<string>>
  /** The provider of this subdomain, if it is the only one there. */
  soleOn(subdomain: string): Promise<Provider | undefined>
  /** @returns `false` when the id is taken. */
  create(provider: Omit<Provider, 'logo'>): Promise<boolean>
  change(id: ProviderId, change: Partial<Pick<Provider, 'name' | 'plan' | 'subdomain'>>): Promise<boolean>
}

/** Providers, all of them held in memory (a deployment has hundreds at most) until the bus says they changed. */
export function providersOf(store: Store, now: () => number): Providers {
  let held: Promise<Held> | undefined
  store.bus.subscribe((message) => {
    if (message.kind === 'provider_changed' || message.kind === 'everything_changed') held = undefined
  })
  const load = () => {
    if (!store.bus.connected) return read(store)
    held ??= read(store).catch((error) => {
      held = undefined
      throw error
    })
    return held
  }
  return {
    find: async (id) => (await load()).byId.get(id),
    all: async () => [...(await load()).byId.values()],
    subdomains: async () => (await load()).subdomains,
    soleOn: async (subdomain) => (await load()).sole.get(subdomain),
    create: (provider) =>
      store.acrossProviders(async (db, after) => {
        const { id, name, plan, subdomain } = provider
        if (await findProviderRow(db, id)) return false
        await insertProvider(db, { id, name, plan, subdomain, created_at: now() })
        after({ kind: 'provider_changed', providerId: id })
        return true
      }),
    change: (id, change) =>
      store.acrossProviders(async (db, after) => {
        const found = await updateProviderRow(db, id, change)
        if (found) after({ kind: 'provider_changed', providerId: id })
        return found
      }),
  }
}

type Held = { byId: Map<number, Provider>; subdomains: Set<string>; sole: Map<string, Provider> }

async function read(store: Store): Promise<Held> {
  const rows = await store.acrossProviders((db) => listProviderRows(db))
  const held: Held = { byId: new Map(), subdomains: new Set(), sole: new Map() }
  for (const { id, name, plan, subdomain, logo } of rows) {
    const provider = { id: id as ProviderId, name, plan, subdomain, logo }
    held.byId.set(id, provider)
    if (held.subdomains.has(subdomain)) held.sole.delete(subdomain)
    else held.sole.set(subdomain, provider)
    held.subdomains.add(subdomain)
  }
  return held
}
