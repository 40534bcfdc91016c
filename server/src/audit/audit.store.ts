import { sql } from 'kysely'
import { containsAnyCase, literally } from '../store/contains.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import type { Row } from '../store/schema.ts'

export async function insertEvent(
  store: ProviderStore,
  row: Omit<Row<'audit_events'>, 'provider_id'>,
): Promise<void> {
  await store.add('audit_events', row)
}

/** An event with the names of the people in it; `null` where it is no person. */
export type EventRow = Row<'audit_events'> & { actor_name: string | null; subject_name: string | null }

export type EventFilter = {
  /** Beginnings of the kinds wanted; all when absent. */
  kinds?: readonly string[] | undefined
  /** In the name, the address or the id of who did it or whom it concerns. */
  search?: string | undefined
  before?: string | undefined
}

/** Where a page ended. */
export type Place = { at: number; id: string }

const eventsJoined = (store: ProviderStore) =>
  store
    .select('audit_events')
    .leftJoin('people as actors', (join) =>
      join
        .onRef('actors.provider_id', '=', 'audit_events.provider_id')
        .onRef('actors.id', '=', 'audit_events.actor'),
    )
    .leftJoin('people as subjects', (join) =>
      join
        .onRef('subjects.provider_id', '=', 'audit_events.provider_id')
        .onRef('subjects.id', '=', 'audit_events.subject'),
    )

type Query = ReturnType<typeof eventsJoined>

const withNames = (query: Query) =>
  query.selectAll('audit_events').select(['actors.name as actor_name', 'subjects.name as subject_name'])

const searched = [
  'audit_events.actor',
  'audit_events.subject',
  'actors.name',
  'actors.email',
  'subjects.name',
  'subjects.email',
]

function matching(query: Query, { kinds, search }: EventFilter): Query {
  let found = query
  if (kinds) {
    const patterns = kinds.map((kind) => `${literally(kind)}%`)
    found = found.where(({ or }) =>
      or(patterns.map((pattern) => sql<boolean>`audit_events.kind like ${pattern} escape '!'`)),
    )
  }
  if (search) {
    found = found.where(({ or }) => or(searched.map((column) => containsAnyCase(column, search))))
  }
  return found
}

/** Newest first, one page; `before` is the event that the last page ended with. */
export async function selectEvents(
  store: ProviderStore,
  filter: EventFilter,
  most: number,
): Promise<EventRow[]> {
  let query = matching(eventsJoined(store), filter)
  const last = filter.before && (await selectPlace(store, filter.before))
  if (last)
    query = query
      .where('audit_events.at', '<=', last.at)
      .where(({ or, eb }) => or([eb('audit_events.at', '<', last.at), eb('audit_events.id', '<', last.id)]))
  return withNames(query)
    .orderBy('audit_events.at', 'desc')
    .orderBy('audit_events.id', 'desc')
    .limit(most)
    .execute()
}

const selectPlace = (store: ProviderStore, id: string): Promise<Place | undefined> =>
  store.select('audit_events').select(['at', 'id']).where('id', '=', id).executeTakeFirst()

/** Oldest first, those from `start` until before `end`, one page after the place where the last one ended. */
export async function selectEventsBetween(
  store: ProviderStore,
  { start, end }: { start: number; end: number },
  after: Place | undefined,
  most: number,
): Promise<EventRow[]> {
  let query = eventsJoined(store).where('audit_events.at', '<', end)
  query = query.where('audit_events.at', '>=', after?.at ?? start)
  if (after)
    query = query.where(({ or, eb }) =>
      or([eb('audit_events.at', '>', after.at), eb('audit_events.id', '>', after.id)]),
    )
  return withNames(query).orderBy('audit_events.at').orderBy('audit_events.id').limit(most).execute()
}
