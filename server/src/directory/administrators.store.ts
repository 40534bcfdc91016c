import type { ProviderStore } from '../store/provider-store.ts'

/**
 * Holds the rows of the active administrators until the transaction ends, by writing what they say already. Two of
 * them who demote each other at the same moment come one after the other, and the second sees the first's work.
 */
export async function lockAdministrators(store: ProviderStore): Promise<void> {
  await store
    .update('people', { role: 'administrator' })
    .where('role', '=', 'administrator')
    .where('active', '=', 1)
    .execute()
}
