import type { ProviderStore } from '../store/provider-store.ts'

/** @returns `false` when it was spent before, on any node. */
export async function insertSpentAttempt(
  store: ProviderStore,
  attemptHash: string,
  expiresAt: number,
): Promise<boolean> {
  const result = await store
    .insert('spent_attempts', { attempt_hash: attemptHash, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}
