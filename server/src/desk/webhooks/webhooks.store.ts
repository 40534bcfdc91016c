import type { Kysely } from 'kysely'
import type { ProviderId, ProviderStore } from '../../store/provider-store.ts'
import type { Row, Tables } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'

export type EventRow = Row<'webhook_events'>

/** The next number of the channel; its row stays locked until the transaction ends, so that numbers follow commits. */
export async function nextEventId(store: ProviderStore, channelId: string): Promise<number> {
  const { last_event } = await store
    .update('channels', {})
    .set(({ eb }) => ({ last_event: eb('last_event', '+', 1) }))
    .where('id', '=', channelId)
    .returning('last_event')
    .executeTakeFirstOrThrow()
  return last_event
}

export async function insertEvent(store: ProviderStore, row: Omit<EventRow, 'provider_id'>): Promise<void> {
  await store.add('webhook_events', row)
}

export type DueEvent = Pick<
  EventRow,
  'provider_id' | 'channel_id' | 'id' | 'conversation_id' | 'body' | 'attempts' | 'next_at'
>

/** The oldest event of each conversation that waits, when it is due: a later one never overtakes it. */
export async function dueEvents(store: Store, at: number, most: number): Promise<DueEvent[]> {
  return store.acrossProviders((db) =>
    waiting(db)
      .select(['provider_id', 'channel_id', 'id', 'conversation_id', 'body', 'attempts', 'next_at'])
      .where('next_at', '<=', at)
      .orderBy('next_at')
      .limit(most)
      .execute(),
  )
}

export async function nextDue(store: Store): Promise<number | undefined> {
  const row = await store.acrossProviders((db) =>
    waiting(db)
      .select(({ fn }) => fn.min('next_at').as('at'))
      .executeTakeFirst(),
  )
  return row?.at ?? undefined
}

const waiting = (db: Kysely<Tables>) =>
  db
    .selectFrom('webhook_events as event')
    .where('delivered_at', 'is', null)
    .where('next_at', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('webhook_events as earlier')
            .select('earlier.id')
            .whereRef('earlier.provider_id', '=', 'event.provider_id')
            .whereRef('earlier.channel_id', '=', 'event.channel_id')
            .whereRef('earlier.conversation_id', '=', 'event.conversation_id')
            .whereRef('earlier.id', '<', 'event.id')
            .where('earlier.delivered_at', 'is', null)
            .where('earlier.next_at', 'is not', null),
        ),
      ),
    )

/** Takes it for `until`: another node, or this one after a crash, tries again only then. @returns it, if it was free. */
export async function claimEvent(
  store: Store,
  event: DueEvent,
  until: number,
): Promise<DueEvent | undefined> {
  const claimed = await store.transaction(event.provider_id as ProviderId, (scoped) =>
    scoped
      .update('webhook_events', { next_at: until })
      .where('channel_id', '=', event.channel_id)
      .where('id', '=', event.id)
      .where('next_at', '=', event.next_at)
      .where('delivered_at', 'is', null)
      .returning('id')
      .execute(),
  )
  return claimed.length > 0 ? { ...event, next_at: until } : undefined
}

/** A failure counts while the claim holds: meanwhile the address may have been removed. */
export async function noteDelivery(
  store: Store,
  event: DueEvent,
  outcome: { deliveredAt: number } | { error: string; nextAt: number },
): Promise<void> {
  const attempts = event.attempts + 1
  const change =
    'deliveredAt' in outcome
      ? { attempts, delivered_at: outcome.deliveredAt, next_at: null, last_error: null }
      : { attempts, next_at: outcome.nextAt, last_error: outcome.error }
  await store.transaction(event.provider_id as ProviderId, async (scoped) => {
    const update = scoped
      .update('webhook_events', change)
      .where('channel_id', '=', event.channel_id)
      .where('id', '=', event.id)
    await ('deliveredAt' in outcome ? update : update.where('next_at', '=', event.next_at)).execute()
  })
}

/** What the channel's events say while there is nowhere to send them. */
const noAddress = 'The channel has no webhook address'

/** None of the channel's events waits any longer; they are kept, and may be sent again. */
export async function holdEvents(store: ProviderStore, channelId: string): Promise<void> {
  await store
    .update('webhook_events', { next_at: null, last_error: noAddress })
    .where('channel_id', '=', channelId)
    .where('delivered_at', 'is', null)
    .where('next_at', 'is not', null)
    .execute()
}

export async function selectEndpoint(
  store: Store,
  event: DueEvent,
): Promise<Pick<Row<'channels'>, 'webhook_url' | 'webhook_secret'> | undefined> {
  return store.read(event.provider_id as ProviderId, (scoped) =>
    scoped
      .select('channels')
      .select(['webhook_url', 'webhook_secret'])
      .where('id', '=', event.channel_id)
      .executeTakeFirst(),
  )
}
