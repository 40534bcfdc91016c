import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'
import { selectChannel } from './channels.store.ts'

export type TeamRow = Row<'teams'>
type TeamChange = Partial<Omit<TeamRow, 'provider_id' | 'id' | 'created_at'>>

export async function selectTeams(store: ProviderStore): Promise<TeamRow[]> {
  return store.select('teams').selectAll().orderBy('name').orderBy('id').execute()
}

export async function selectTeam(store: ProviderStore, id: string): Promise<TeamRow | undefined> {
  return store.select('teams').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Whose conversation it is: its own team's, else that of the team its channel leads to, else the oldest team's. */
export async function homeTeam(
  store: ProviderStore,
  { team_id, channel_id }: { team_id: string; channel_id: string },
): Promise<TeamRow> {
  const own = await selectTeam(store, team_id)
  if (own) return own
  const channel = await selectChannel(store, channel_id)
  const led = channel && (await selectTeam(store, channel.team_id))
  return (
    led ??
    store.select('teams').selectAll().orderBy('created_at').orderBy('id').limit(1).executeTakeFirstOrThrow()
  )
}

/** Ids of the teams that this agent belongs to. */
export async function teamsOf(store: ProviderStore, personId: string): Promise<string[]> {
  const rows = await store
    .select('teams')
    .leftJoin('team_members', (join) =>
      join
        .onRef('team_members.provider_id', '=', 'teams.provider_id')
        .onRef('team_members.team_id', '=', 'teams.id')
        .on('team_members.person_id', '=', personId),
    )
    .select('teams.id')
    .where(({ or, eb }) => or([eb('teams.everyone', '=', 1), eb('team_members.person_id', 'is not', null)]))
    .orderBy('teams.id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function insertTeam(store: ProviderStore, row: Omit<TeamRow, 'provider_id'>): Promise<void> {
  await store.add('teams', row)
}

export async function updateTeam(store: ProviderStore, id: string, change: TeamChange): Promise<void> {
  await store.update('teams', change).where('id', '=', id).execute()
}

/** Its members go with it; its canned replies are everybody's from now on. */
export async function removeTeam(store: ProviderStore, id: string): Promise<void> {
  await store.remove('team_members').where('team_id', '=', id).execute()
  await store.update('canned_replies', { team_id: null }).where('team_id', '=', id).execute()
  await store.remove('teams').where('id', '=', id).execute()
}

/** Of every team, those members who are agents still. */
export async function selectMembers(
  store: ProviderStore,
): Promise<Pick<Row<'team_members'>, 'team_id' | 'person_id'>[]> {
  return store
    .select('team_members')
    .innerJoin('people', (join) =>
      join
        .onRef('people.provider_id', '=', 'team_members.provider_id')
        .onRef('people.id', '=', 'team_members.person_id'),
    )
    .select(['team_members.team_id', 'team_members.person_id'])
    .where('people.agent', '=', 1)
    .orderBy('people.name')
    .orderBy('people.id')
    .execute()
}

export async function replaceMembers(
  store: ProviderStore,
  teamId: string,
  personIds: readonly string[],
): Promise<void> {
  await store.remove('team_members').where('team_id', '=', teamId).execute()
  for (const person_id of personIds) await store.add('team_members', { team_id: teamId, person_id })
}

/** Which of these ids are agents of this provider. */
export async function selectAgentIds(store: ProviderStore, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await store
    .select('people')
    .select('id')
    .where('id', 'in', [...ids])
    .where('agent', '=', 1)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export type Counts = Map<string, number>

export async function countChannels(store: ProviderStore): Promise<Counts> {
  const rows = await store
    .select('channels')
    .select(({ fn }) => ['team_id', fn.countAll<number>().as('count')])
    .groupBy('team_id')
    .execute()
  return new Map(rows.map(({ team_id, count }) => [team_id, Number(count)]))
}

/** Conversations in the queue, by team. */
export async function countWaiting(store: ProviderStore): Promise<Counts> {
  const rows = await store
    .select('conversations')
    .select(({ fn }) => ['team_id', fn.countAll<number>().as('count')])
    .where('status', '=', 'queued')
    .groupBy('team_id')
    .execute()
  return new Map(rows.map(({ team_id, count }) => [team_id, Number(count)]))
}

/** Whether a channel leads to it or a conversation of it is not closed. */
export async function teamIsInUse(store: ProviderStore, id: string): Promise<boolean> {
  const channel = await store.select('channels').select('id').where('team_id', '=', id).executeTakeFirst()
  if (channel) return true
  const open = await store
    .select('conversations')
    .select('id')
    .where('status', 'in', ['queued', 'assigned'])
    .where('team_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}
