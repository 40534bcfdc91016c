import type { ProviderStore } from '../../store/provider-store.ts'

/**
 * Whoever moves conversations writes this row first: two movers at one provider come one after the other on every
 * engine and node, and none decides on what the other is changing.
 */
export async function lockDesk(store: ProviderStore): Promise<void> {
  const query = () =>
    store
      .insert('desk_locks', { turn: 1 })
      .onConflict((conflict) =>
        conflict.column('provider_id').doUpdateSet(({ eb }) => ({ turn: eb('desk_locks.turn', '+', 1) })),
      )
  await store.once('lock desk', query, [1, store.providerId, 1])
}
