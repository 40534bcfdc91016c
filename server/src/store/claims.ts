import { LRUCache } from 'lru-cache'
import type { ProviderId, ProviderStore } from './provider-store.ts'

/** Takes a name, until a time in milliseconds. @returns `false` when somebody took it before, on any node. */
export type Claim = (provider: ProviderId, name: string, until: number) => Promise<boolean>

/** SQLite has one server process, so its memory is where all its nodes look. Bounded: the oldest are forgotten first. */
export function claimsInMemory(most = 100_000): Claim {
  const taken = new LRUCache<string, true>({ max: most })
  return async (provider, name) => {
    const key = `${provider} ${name}`
    if (taken.has(key)) return false
    taken.set(key, true)
    return true
  }
}

/** A row, in a transaction of its own: what is claimed stays so, whatever becomes of the claimer. */
export async function claimRow(store: ProviderStore, name: string, until: number): Promise<boolean> {
  const query = () =>
    store
      .insert('spent_attempts', { attempt_hash: name, expires_at: until })
      .onConflict((conflict) => conflict.doNothing())
      .returning('attempt_hash')
  const rows = await store.once('claim', query, [name, until, store.providerId])
  return rows.length > 0
}
