import type { ProviderStore } from '../store/provider-store.ts'

/** @returns `false` when it was spent before, on any node. */
export async function insertSpentAttempt(
  store: ProviderStore,
  attemptHash: string,
  expiresAt: number,
): Promise<boolean> {
  const query = () =>
    store
      .insert('spent_attempts', { attempt_hash: attemptHash, expires_at: expiresAt })
      .onConflict((conflict) => conflict.doNothing())
      .returning('attempt_hash')
  const rows = await store.once('spend attempt', query, [attemptHash, expiresAt, store.providerId])
  return rows.length > 0
}
