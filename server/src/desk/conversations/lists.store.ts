import type { ListName } from '@koopid/contract'
import { sql } from 'kysely'
import type { ProviderStore } from '../../store/provider-store.ts'
import { type ListQuery, type Reader, seenBy } from './access.store.ts'
import { type ConversationRow, conversationsJoined, selectJoined } from './conversations.store.ts'
import { findKeys, type Key, rowsOf } from './search.store.ts'

export type ListFilter = { list: ListName; search?: string | undefined; before?: string | undefined }
export type ListPage = { rows: ConversationRow[]; total: number; next: string | null }

function ofList(query: ListQuery, reader: Reader, list: ListName): ListQuery {
  const { personId } = reader
  switch (list) {
    case 'mine':
      return query
        .where('conversations.status', '=', 'assigned')
        .where('conversations.assignee_id', '=', personId)
    case 'queue':
      return seenBy(query.where('conversations.status', '=', 'queued'), reader)
    case 'history':
      return seenBy(query.where('conversations.status', '=', 'closed'), reader)
    case 'mentions':
      return query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('mentions')
            .select('mentions.seq')
            .whereRef('mentions.provider_id', '=', 'conversations.provider_id')
            .whereRef('mentions.conversation_id', '=', 'conversations.id')
            .where('mentions.person_id', '=', personId),
        ),
      )
  }
}

/** One page; `next` continues it. The queue comes longest wait first, the other lists latest first. */
export async function selectList(
  store: ProviderStore,
  reader: Reader,
  { list, search, before }: ListFilter,
  most: number,
): Promise<ListPage> {
  const narrow = (query: ListQuery) => ofList(query, reader, list)
  const cursor = readCursor(before)
  const { rows, total } = search
    ? await foundRows(store, list, await findKeys(store, narrow, search), cursor, most + 1)
    : await listedRows(narrow(conversationsJoined(store)), list, cursor, most + 1)
  const last = rows[most - 1]
  const next = rows.length > most && last ? `${orderOf(list, last)}.${last.id}` : null
  return { rows: rows.slice(0, most), total, next }
}

type Cursor = { at: number; id: string }

const orderOf = (list: ListName, { waiting_since, queued_at, last_at }: Omit<Key, 'id'>): number =>
  list === 'queue' ? (waiting_since ?? queued_at) : last_at

async function listedRows(all: ListQuery, list: ListName, cursor: Cursor | undefined, most: number) {
  const { count } = await all.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const queue = list === 'queue'
  const order = queue
    ? sql<number>`coalesce(conversations.waiting_since, conversations.queued_at)`
    : sql<number>`conversations.last_at`
  const compare = queue ? ('>' as const) : ('<' as const)
  const page = cursor
    ? all.where(({ or, and, eb }) =>
        or([
          eb(order, compare, cursor.at),
          and([eb(order, '=', cursor.at), eb('conversations.id', compare, cursor.id)]),
        ]),
      )
    : all
  const direction = queue ? 'asc' : 'desc'
  const rows = await selectJoined(page)
    .orderBy(order, direction)
    .orderBy('conversations.id', direction)
    .limit(most)
    .execute()
  return { rows, total: Number(count) }
}

async function foundRows(
  store: ProviderStore,
  list: ListName,
  keys: readonly Key[],
  cursor: Cursor | undefined,
  most: number,
) {
  const places = keys.map((key) => ({ at: orderOf(list, key), id: key.id }))
  const sign = list === 'queue' ? 1 : -1
  const compare = (a: Cursor, b: Cursor) => sign * (a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id)))
  const ids = places
    .filter((place) => !cursor || compare(place, cursor) > 0)
    .sort(compare)
    .slice(0, most)
    .map(({ id }) => id)
  return { rows: await rowsOf(store, ids), total: keys.length }
}

function readCursor(text: string | undefined): Cursor | undefined {
  const match = /^(\d{1,16})\.([\w-]{1,60})$/.exec(text ?? '')
  return match ? { at: Number(match[1]), id: match[2]! } : undefined
}
