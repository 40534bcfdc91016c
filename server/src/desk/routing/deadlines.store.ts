import { type Expression, sql } from 'kysely'
import type { ProviderId, ProviderStore } from '../../store/provider-store.ts'
import type { AfterCommit, Store } from '../../store/store.ts'

/** `unanswered:<conversation>` or `gone:<person>`. */
export type DeadlineKey = `unanswered:${string}` | `gone:${string}`

/** Sets or moves it. It is a row, not a timer of this process: a kill loses none. */
export async function setDeadline(
  store: ProviderStore,
  after: AfterCommit,
  key: DeadlineKey,
  at: number,
): Promise<void> {
  const query = () =>
    store
      .insert('deadlines', { key, at })
      .onConflict((conflict) => conflict.columns(['provider_id', 'key']).doUpdateSet({ at }))
  await store.once('set deadline', query, [key, at, store.providerId, at])
  after({ kind: 'deadline_set', providerId: store.providerId, at })
}

export async function clearDeadline(store: ProviderStore, key: DeadlineKey): Promise<void> {
  const query = () => store.remove('deadlines').where('key', '=', key)
  await store.once('clear deadline', query, [store.providerId, key])
}

/** Every `gone` that is set follows a change of the grace: it is at the end of the lease and so many milliseconds. */
export async function moveDepartures(store: ProviderStore, after: AfterCommit, grace: number): Promise<void> {
  const moved = await store
    .update('deadlines', {})
    .set(({ selectFrom, ref }) => ({
      at: selectFrom('agents')
        .select(({ eb }) => eb('agents.lease_until', '+', grace).as('at'))
        .where('agents.provider_id', '=', store.providerId)
        .where('agents.person_id', '=', personOf(ref('deadlines.key'))),
    }))
    .where('key', 'like', 'gone:%')
    .where(({ exists, selectFrom, ref }) =>
      exists(
        selectFrom('agents')
          .select('agents.person_id')
          .where('agents.provider_id', '=', store.providerId)
          .where('agents.person_id', '=', personOf(ref('deadlines.key'))),
      ),
    )
    .returning('at')
    .execute()
  if (moved.length === 0) return
  const at = Math.min(...moved.map((deadline) => deadline.at))
  after({ kind: 'deadline_set', providerId: store.providerId, at })
}

const personOf = (key: Expression<string>) => sql<string>`substr(${key}, 6)`

/** @returns `false` when another node took it, or it was moved meanwhile. */
export async function takeDeadline(store: ProviderStore, key: string, at: number): Promise<boolean> {
  const rows = await store
    .remove('deadlines')
    .where('key', '=', key)
    .where('at', '<=', at)
    .returning('key')
    .execute()
  return rows.length > 0
}

export type DueDeadline = { providerId: ProviderId; key: DeadlineKey }

export async function dueDeadlines(store: Store, at: number): Promise<DueDeadline[]> {
  const rows = await store.acrossProviders((db) =>
    db
      .selectFrom('deadlines')
      .select(['provider_id', 'key'])
      .where('at', '<=', at)
      .orderBy('at')
      .limit(200)
      .execute(),
  )
  return rows.map((row) => ({ providerId: row.provider_id as ProviderId, key: row.key as DeadlineKey }))
}

export async function earliestDeadline(store: Store): Promise<number | undefined> {
  const row = await store.acrossProviders((db) =>
    db
      .selectFrom('deadlines')
      .select(({ fn }) => fn.min('at').as('at'))
      .executeTakeFirst(),
  )
  return row?.at ?? undefined
}
