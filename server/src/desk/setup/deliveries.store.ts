import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'

export type DeliveryRow = Omit<Row<'webhook_events'>, 'provider_id' | 'channel_id' | 'body'>

/** Latest first, those numbered below `before`. */
export async function selectDeliveries(
  store: ProviderStore,
  channelId: string,
  before: number | undefined,
  most: number,
): Promise<DeliveryRow[]> {
  let query = store.select('webhook_events').where('channel_id', '=', channelId)
  if (before !== undefined) query = query.where('id', '<', before)
  return query
    .select([
      'id',
      'type',
      'conversation_id',
      'created_at',
      'attempts',
      'delivered_at',
      'next_at',
      'last_error',
    ])
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
}

/** @returns `false` when the channel has no such event. */
export async function sendAgain(
  store: ProviderStore,
  channelId: string,
  id: number,
  at: number,
): Promise<boolean> {
  const rows = await store
    .update('webhook_events', { delivered_at: null, attempts: 0, next_at: at, last_error: null })
    .where('channel_id', '=', channelId)
    .where('id', '=', id)
    .returning('id')
    .execute()
  return rows.length > 0
}

export type Pending = { pending: number; lastError: string | null }

/** Of each channel where events wait: how many, and why the latest of them that was tried did not arrive. */
export async function selectPending(store: ProviderStore): Promise<Map<string, Pending>> {
  const waiting = () =>
    store.select('webhook_events').where('next_at', 'is not', null).where('delivered_at', 'is', null)
  const counts = await waiting()
    .select(({ fn }) => ['channel_id', fn.countAll<number>().as('pending')])
    .groupBy('channel_id')
    .execute()
  const found = new Map<string, Pending>()
  for (const { channel_id, pending } of counts) {
    const latest = await waiting()
      .select('last_error')
      .where('channel_id', '=', channel_id)
      .where('last_error', 'is not', null)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    found.set(channel_id, { pending: Number(pending), lastError: latest?.last_error ?? null })
  }
  return found
}
