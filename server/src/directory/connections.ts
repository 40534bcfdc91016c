import type { ConnectionView } from '@koopid/contract'
import type { ProviderId } from '../store/provider-store.ts'
import type { Store } from '../store/store.ts'
import { type AllConnections, type Connection, selectAllConnections } from './connections.store.ts'

export type { Connection, NewDraft, Slot } from './connections.store.ts'

export type Connections = {
  /** What agents sign in with; from memory until the bus says it changed. */
  live(provider: ProviderId): Promise<Connection | undefined>
  /** Whether a saved connection waits for its activation. */
  hasDraft(provider: ProviderId): Promise<boolean>
  /** The live connections of all providers, for finding a provider by e-mail address. */
  allLive(): Promise<readonly Connection[]>
}

/** Live connections, held in memory. */
export function connectionsOf(store: Store): Connections {
  let held: Promise<AllConnections> | undefined
  store.bus.subscribe((message) => {
    if (message.kind === 'connection_changed' || message.kind === 'everything_changed') held = undefined
  })
  const load = () => {
    if (!store.bus.connected) return selectAllConnections(store)
    held ??= selectAllConnections(store).catch((error) => {
      held = undefined
      throw error
    })
    return held
  }
  return {
    live: async (provider) => (await load()).live.get(provider),
    hasDraft: async (provider) => (await load()).drafts.has(provider),
    allLive: async () => [...(await load()).live.values()],
  }
}

export {
  activateDraft as activate,
  deactivateLive as deactivate,
  discardDraft,
  findConnection,
  noteTest,
  saveDraft,
} from './connections.store.ts'

export const viewOf = (connection: Connection): ConnectionView => ({
  oktaDomain: connection.oktaDomain,
  issuer: connection.issuer,
  clientId: connection.clientId,
  hasClientSecret: connection.clientSecret !== null,
  emailFormats: [...connection.emailFormats],
  updatedAt: new Date(connection.updatedAt).toISOString(),
})
