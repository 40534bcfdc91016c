import type { AlertState, StatusReason } from '@koopid/contract'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'

export type AgentRow = Pick<
  Row<'people'>,
  'id' | 'name' | 'picture' | 'agent_status' | 'agent_status_since' | 'last_sign_in_at'
> & {
  reason: StatusReason | null
  set_by: string | null
  lease_until: number | null
  idle: 0 | 1 | null
  alert: AlertState | null
}

/** Active agents by name, with their presence if they ever were here. */
export async function selectAgents(store: ProviderStore, id?: string): Promise<AgentRow[]> {
  let query = store
    .select('people')
    .leftJoin('agents', (join) =>
      join.onRef('agents.provider_id', '=', 'people.provider_id').onRef('agents.person_id', '=', 'people.id'),
    )
    .select(['people.id', 'people.name', 'people.agent_status', 'people.agent_status_since'])
    .select(['people.last_sign_in_at', 'agents.reason', 'agents.set_by', 'agents.lease_until'])
    .select(['agents.idle', 'agents.alert', 'people.picture'])
    .where('people.agent', '=', 1)
    .where('people.active', '=', 1)
  if (id !== undefined) query = query.where('people.id', '=', id)
  return query.orderBy('people.name').orderBy('people.id').limit(1000).execute()
}

/** The row that presence is written to. */
export async function ensureAgent(store: ProviderStore, personId: string): Promise<void> {
  const row = {
    person_id: personId,
    reason: 'signed_in' as const,
    set_by: null,
    lease_until: 0,
    idle: 0 as const,
    alert: null,
    last_assigned_at: 0,
  }
  await store
    .insert('agents', row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function updateAgent(
  store: ProviderStore,
  personId: string,
  change: Partial<Omit<Row<'agents'>, 'provider_id' | 'person_id'>>,
): Promise<void> {
  await store.update('agents', change).where('person_id', '=', personId).execute()
}

/** Believes these desktops until then. */
export async function renewLeases(
  store: ProviderStore,
  personIds: readonly string[],
  until: number,
): Promise<void> {
  await store
    .update('agents', { lease_until: until })
    .where('person_id', 'in', [...personIds])
    .where('lease_until', '<', until)
    .execute()
}

/** What was taken from this agent may be offered again: they say that they are there. */
export async function unbar(store: ProviderStore, personId: string): Promise<void> {
  await store
    .update('conversations', { barred_id: null })
    .where('barred_id', '=', personId)
    .where('status', '=', 'queued')
    .execute()
}
