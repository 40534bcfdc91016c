import type { ProviderStore } from '../store/provider-store.ts'

/**
 * Ends sessions in the very transaction that takes their ground away. Sessions ask person and connection at every
 * request anyway; this keeps them ended when person or connection is switched on again.
 */
export async function endSessionsOf(
  store: ProviderStore,
  at: number,
  whose: { personId: string } | { method: 'okta' },
  reason: 'person_deactivated' | 'connection_deactivated' | 'connection_replaced' | 'ended_by_administrator',
): Promise<void> {
  const ending = store.update('sessions', { ended_at: at, end_reason: reason }).where('ended_at', 'is', null)
  await ('personId' in whose
    ? ending.where('person_id', '=', whose.personId)
    : ending.where('method', '=', whose.method)
  ).execute()
}
