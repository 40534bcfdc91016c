import type { ProviderStore } from '../store/provider-store.ts'
import type { Row } from '../store/schema.ts'

type Failures = Pick<Row<'sign_in_failures'>, 'failures' | 'last_at'>

/** Adds one and locks the row until the transaction ends: tries at the same moment come one after the other. */
export async function addFailure(store: ProviderStore, key: string, at: number): Promise<Failures> {
  return store
    .insert('sign_in_failures', { key, failures: 1, last_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['provider_id', 'key'])
        .doUpdateSet(({ eb }) => ({ failures: eb('sign_in_failures.failures', '+', 1) })),
    )
    .returning(['failures', 'last_at'])
    .executeTakeFirstOrThrow()
}

export async function setFailures(store: ProviderStore, key: string, change: Failures): Promise<void> {
  await store.update('sign_in_failures', change).where('key', '=', key).execute()
}

export async function deleteFailures(store: ProviderStore, key: string): Promise<void> {
  await store.remove('sign_in_failures').where('key', '=', key).execute()
}
