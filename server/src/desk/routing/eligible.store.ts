import { agentsWithSession } from '../../sessions/sessions.store.ts'
import { sessionLimits } from '../../sessions/sessions.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import { selectTeams } from '../setup/teams.store.ts'

export type Candidate = { id: string; name: string; load: number; lastAssignedAt: number }
export type RoutedTeam = {
  id: string
  name: string
  everyone: boolean
  limit: number
  unanswered: number
  members: ReadonlySet<string>
}

/**
 * Agents who may get a conversation now: valid session AND a desktop that answers AND chosen available AND not idle.
 * Load and team are compared by the caller.
 */
export async function eligibleAgents(store: ProviderStore, at: number): Promise<Candidate[]> {
  const present = await presentAgents(store, at)
  const ids = present.map((agent) => agent.id)
  const signedIn = await agentsWithSession(store, at, at - sessionLimits.idle, ids)
  return present.filter((agent) => signedIn.has(agent.id))
}

/** Whether this one, who is present, has a valid session: asked of whoever is about to get a conversation. */
export async function hasSession(store: ProviderStore, at: number, id: string): Promise<boolean> {
  return (await agentsWithSession(store, at, at - sessionLimits.idle, [id])).size > 0
}

/** Eligible but for the session, which costs more to ask of two hundred than of the one who is chosen. */
export async function presentAgents(store: ProviderStore, at: number): Promise<Candidate[]> {
  const query = () =>
    store
      .select('agents')
      .innerJoin('people', (join) =>
        join
          .onRef('people.provider_id', '=', 'agents.provider_id')
          .onRef('people.id', '=', 'agents.person_id'),
      )
      .select(['people.id as id', 'people.name as name', 'agents.last_assigned_at as lastAssignedAt'])
      .where('agents.lease_until', '>', at)
      .where('agents.idle', '=', 0)
      .where('people.agent_status', '=', 'available')
      .where('people.agent', '=', 1)
      .where('people.active', '=', 1)
  const rows = await store.once<Omit<Candidate, 'load'>>('present agents', query, [
    store.providerId,
    at,
    0,
    'available',
    1,
    1,
  ])
  if (rows.length === 0) return []
  const loads = await loadsOf(store)
  return rows.map((row) => ({ ...row, load: loads.get(row.id) ?? 0 }))
}

/** Conversations in hand, by agent. */
export async function loadsOf(store: ProviderStore): Promise<ReadonlyMap<string, number>> {
  const query = () =>
    store
      .select('conversations')
      .select(({ fn }) => ['assignee_id as id', fn.countAll<number>().as('load')])
      .where('status', '=', 'assigned')
      .groupBy('assignee_id')
  const rows = await store.once<{ id: string; load: number }>('loads', query, [store.providerId, 'assigned'])
  return new Map(rows.map((row) => [row.id, Number(row.load)]))
}

/** By id, in the order of their names. */
export async function routedTeams(store: ProviderStore): Promise<Map<string, RoutedTeam>> {
  const teams = await selectTeams(store)
  const members = await store.select('team_members').select(['team_id', 'person_id']).execute()
  return new Map(
    teams.map((team) => [
      team.id,
      {
        id: team.id,
        name: team.name,
        everyone: team.everyone === 1,
        limit: team.agent_limit,
        unanswered: team.unanswered,
        members: new Set(members.filter((row) => row.team_id === team.id).map((row) => row.person_id)),
      },
    ]),
  )
}

export type Waiting = { id: string; team_id: string; barred_id: string | null }

/** Queued conversations of teams with automatic routing, longest wait first. */
export async function waitingForRouting(store: ProviderStore, most: number): Promise<Waiting[]> {
  const query = () =>
    store
      .select('conversations')
      .innerJoin('teams', (join) =>
        join
          .onRef('teams.provider_id', '=', 'conversations.provider_id')
          .onRef('teams.id', '=', 'conversations.team_id'),
      )
      .select(['conversations.id as id', 'team_id', 'barred_id'])
      .where('conversations.status', '=', 'queued')
      .where('teams.routing', '=', 'auto')
      .orderBy(({ fn }) => fn.coalesce('conversations.waiting_since', 'conversations.queued_at'))
      .orderBy('conversations.id')
      .limit(most)
  return store.once<Waiting>('waiting for routing', query, [store.providerId, 'queued', 'auto', most])
}

export async function noteAssigned(store: ProviderStore, personId: string, at: number): Promise<void> {
  const query = () => store.update('agents', { last_assigned_at: at }).where('person_id', '=', personId)
  await store.once('note assigned', query, [at, store.providerId, personId])
}
