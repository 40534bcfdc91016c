import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { ProviderStore } from '../../store/provider-store.ts'

/** Rows that are compared in one go; then the rest of the server has its turn, as SQLite runs on its thread. */
const step = 4000
/** Milliseconds that the first span is long: it is halved until it holds no more, and doubled while it does not. */
const firstLength = 7 * 86_400_000

/** From and including, until and excluding. */
export type Span = { from: number; until: number }

export const messagesByTime: Walk = { table: 'message_texts', column: 'at' }
export const conversationsByTime: Walk = { table: 'conversations', column: 'last_at' }

type Walk = { table: 'conversations' | 'message_texts'; column: 'last_at' | 'at' }

/** All time in spans of at most so many rows each, latest first. */
export async function* spansOf(store: ProviderStore, walk: Walk): AsyncGenerator<Span> {
  const [latest, earliest] = [await end(store, walk, 'desc'), await end(store, walk, 'asc')]
  if (latest === undefined || earliest === undefined) return
  let until = latest + 1
  let length = firstLength
  while (until > earliest) {
    length = Math.max(1, Math.min(length, until - earliest))
    const span = { from: until - length, until }
    if (length > 1 && (await holdsTooMany(store, walk, span))) {
      length = Math.floor(length / 2)
      continue
    }
    yield span
    until = span.from
    length *= 2
    await ourTurn()
  }
}

async function end(
  store: ProviderStore,
  { table, column }: Walk,
  direction: 'asc' | 'desc',
): Promise<number | undefined> {
  const row = await store
    .select(table)
    .select(sql.ref<number>(column).as('at'))
    .orderBy(sql.ref(column), direction)
    .limit(1)
    .executeTakeFirst()
  return row?.at
}

/** Nothing to be sorted: PostgreSQL takes row-level security to let one row of a hundred pass, and would sort them all. */
async function holdsTooMany(
  store: ProviderStore,
  { table, column }: Walk,
  { from, until }: Span,
): Promise<boolean> {
  const row = await store
    .select(table)
    .select(sql.ref<number>(column).as('at'))
    .where(sql.ref<number>(column), '>=', from)
    .where(sql.ref<number>(column), '<', until)
    .offset(step)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

let turns: Promise<void> = Promise.resolve()
/** One step in each round of the event loop, of however many searches. */
function ourTurn(): Promise<void> {
  turns = turns.then(() => nextTurn())
  return turns
}
