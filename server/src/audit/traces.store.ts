import type { TraceOutcome } from '@koopid/contract'
import { containsAnyCase } from '../store/contains.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import type { Row } from '../store/schema.ts'

export type TraceRow = Row<'traces'>

export async function insertTrace(store: ProviderStore, row: Omit<TraceRow, 'provider_id'>): Promise<void> {
  await store.add('traces', row)
}

export async function selectTrace(store: ProviderStore, incident: string): Promise<TraceRow | undefined> {
  return store.select('traces').selectAll().where('incident', '=', incident).executeTakeFirst()
}

export type TraceFilter = {
  outcome?: TraceOutcome | undefined
  code?: string | undefined
  search?: string | undefined
  before?: string | undefined
}

/** Newest first, one page; `before` is the incident the last page ended with. */
export async function selectTraces(
  store: ProviderStore,
  filter: TraceFilter,
  most = 50,
): Promise<TraceRow[]> {
  let query = store.select('traces').selectAll()
  if (filter.outcome) query = query.where('outcome', '=', filter.outcome)
  if (filter.code) query = query.where('code', '=', filter.code)
  if (filter.search) {
    const { search } = filter
    query = query.where(({ or }) =>
      or(['who', 'incident', 'code'].map((column) => containsAnyCase(column, search))),
    )
  }
  if (filter.before) {
    const last = await store
      .select('traces')
      .select('at')
      .where('incident', '=', filter.before)
      .executeTakeFirst()
    if (last)
      query = query.where(({ or, and, eb }) =>
        or([eb('at', '<', last.at), and([eb('at', '=', last.at), eb('incident', '<', filter.before!)])]),
      )
  }
  return query.orderBy('at', 'desc').orderBy('incident', 'desc').limit(most).execute()
}
