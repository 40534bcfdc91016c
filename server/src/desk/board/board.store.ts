import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'

export type DayRow = Pick<Row<'conversations'>, 'status' | 'created_at' | 'first_answer_at' | 'closed_at'>

/** Conversations that began or were closed since `start`. */
export async function selectDay(store: ProviderStore, start: number): Promise<DayRow[]> {
  return store
    .select('conversations')
    .select(['status', 'created_at', 'first_answer_at', 'closed_at'])
    .where(({ or, eb }) => or([eb('created_at', '>=', start), eb('closed_at', '>=', start)]))
    .execute()
}

/** How many wait in the queue, and how many are in an agent's hands; whenever they began. */
export async function countOpen(store: ProviderStore): Promise<{ queued: number; assigned: number }> {
  const rows = await store
    .select('conversations')
    .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
    .where('status', 'in', ['queued', 'assigned'])
    .groupBy('status')
    .execute()
  const of = (status: 'queued' | 'assigned') => Number(rows.find((row) => row.status === status)?.count ?? 0)
  return { queued: of('queued'), assigned: of('assigned') }
}

export type PresenceRow = {
  agent_status: Row<'people'>['agent_status']
  lease_until: number | null
  idle: number | null
}

/** Everyone who may use the agent desktop; `null` for those who never opened it. */
export async function selectPresence(store: ProviderStore): Promise<PresenceRow[]> {
  return store
    .select('people')
    .leftJoin('agents', (join) =>
      join.onRef('agents.provider_id', '=', 'people.provider_id').onRef('agents.person_id', '=', 'people.id'),
    )
    .select(['people.agent_status', 'agents.lease_until', 'agents.idle'])
    .where('people.agent', '=', 1)
    .where('people.active', '=', 1)
    .execute()
}
