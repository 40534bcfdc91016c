import { contains } from '../../store/contains.ts'
import { fold } from '../../store/fold.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'
import { type ListQuery, type Reader, seenBy } from './access.store.ts'
import { type ConversationRow, conversationsJoined, selectJoined } from './conversations.store.ts'
import type { MessageRow } from './messages.store.ts'
import { conversationsByTime, messagesByTime, type Span, spansOf } from './walk.store.ts'

export type FoundMessage = MessageRow & { customer: string }
export type Key = Pick<Row<'conversations'>, 'id' | 'last_at' | 'waiting_since' | 'queued_at'>

/** Conversations by customer and last text, latest first. */
export async function searchConversations(
  store: ProviderStore,
  reader: Reader,
  search: string,
  most: number,
): Promise<ConversationRow[]> {
  const keys = await findKeys(store, (query) => seenBy(query, reader), search, most)
  return rowsOf(
    store,
    keys.map(({ id }) => id),
  )
}

/** Keys of conversations whose customer or last text has it, latest first; all of them, or `most`. */
export async function findKeys(
  store: ProviderStore,
  narrow: (query: ListQuery) => ListQuery,
  search: string,
  most = Number.POSITIVE_INFINITY,
): Promise<Key[]> {
  const found: Key[] = []
  for await (const { from, until } of spansOf(store, conversationsByTime)) {
    found.push(
      ...(await narrow(conversationsJoined(store))
        .select(['conversations.id', 'conversations.last_at'])
        .select(['conversations.waiting_since', 'conversations.queued_at'])
        .where('conversations.last_at', '>=', from)
        .where('conversations.last_at', '<', until)
        .where(({ or }) =>
          or([
            contains('contacts.folded', fold(search)),
            contains('conversations.last_folded', fold(search)),
          ]),
        )
        .orderBy('conversations.last_at', 'desc')
        .orderBy('conversations.id', 'desc')
        .execute()),
    )
    if (found.length >= most) break
  }
  return found.slice(0, most)
}

/** These conversations, in the order of their ids. */
export async function rowsOf(store: ProviderStore, ids: readonly string[]): Promise<ConversationRow[]> {
  if (ids.length === 0) return []
  const rows = await selectJoined(conversationsJoined(store))
    .where('conversations.id', 'in', [...ids])
    .execute()
  const places = new Map(ids.map((id, place) => [id, place]))
  return rows.sort((a, b) => places.get(a.id)! - places.get(b.id)!)
}

/** Messages by text, latest first. */
export async function searchMessages(
  store: ProviderStore,
  reader: Reader,
  search: string,
  most: number,
): Promise<FoundMessage[]> {
  const found: Place[] = []
  for await (const span of spansOf(store, messagesByTime)) {
    found.push(...(await placesWithin(store, reader, search, span, most - found.length)))
    if (found.length >= most) break
  }
  return messagesAt(store, found)
}

type Place = Pick<Row<'message_texts'>, 'at' | 'conversation_id' | 'seq'>

async function placesWithin(
  store: ProviderStore,
  reader: Reader,
  search: string,
  { from, until }: Span,
  most: number,
): Promise<Place[]> {
  let query = store
    .select('message_texts')
    .select(['message_texts.at', 'message_texts.conversation_id', 'message_texts.seq'])
    .where('message_texts.at', '>=', from)
    .where('message_texts.at', '<', until)
    .where(contains('message_texts.folded', fold(search)))
  if (reader.teams !== undefined)
    query = query.where(({ exists, ref }) =>
      exists(
        seenBy(conversationsJoined(store), reader)
          .select('conversations.id')
          .where('conversations.id', '=', ref('message_texts.conversation_id') as never),
      ),
    )
  return query.orderBy('message_texts.at', 'desc').limit(most).execute()
}

async function messagesAt(store: ProviderStore, places: readonly Place[]): Promise<FoundMessage[]> {
  if (places.length === 0) return []
  const keyOf = (place: Place) => `${place.conversation_id} ${place.seq}`
  const wanted = new Set(places.map(keyOf))
  // Column by column: of a list of pairs SQLite makes a walk through the whole table.
  const candidates = await store
    .select('messages')
    .selectAll()
    .where('conversation_id', 'in', [...new Set(places.map((place) => place.conversation_id))])
    .where('seq', 'in', [...new Set(places.map((place) => place.seq))])
    .where('at', 'in', [...new Set(places.map((place) => place.at))])
    .execute()
  const rows = candidates.filter((row) => wanted.has(keyOf(row)))
  const names = await customersOf(store, [...new Set(rows.map((row) => row.conversation_id))])
  return rows
    .map((row) => ({ ...row, customer: names.get(row.conversation_id)! }))
    .sort((a, b) => b.at - a.at || b.seq - a.seq)
}

/** Names by conversation. */
async function customersOf(
  store: ProviderStore,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await conversationsJoined(store)
    .select(['conversations.id', 'contacts.name'])
    .where('conversations.id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
