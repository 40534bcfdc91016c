import { randomUUID } from 'node:crypto'
import type { Team, TeamDraft } from '@koopid/contract'
import { AppError } from '../../http/errors.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { Change } from './change.ts'
import { found, invalid } from './refusals.ts'
import {
  countChannels,
  countWaiting,
  insertTeam,
  removeTeam,
  replaceMembers,
  selectAgentIds,
  selectMembers,
  selectTeam,
  selectTeams,
  type TeamRow,
  teamIsInUse,
  updateTeam,
} from './teams.store.ts'

/** What of a team is changed; the rest stays. */
export type TeamChange = { [Field in keyof TeamDraft]?: TeamDraft[Field] | undefined }

/** By name. */
export async function listTeams(store: ProviderStore): Promise<Team[]> {
  const teams = await selectTeams(store)
  const members = await selectMembers(store)
  const channels = await countChannels(store)
  const waiting = await countWaiting(store)
  return teams.map((team) => ({
    id: team.id,
    ...draftOf(team),
    members: members.filter((member) => member.team_id === team.id).map((member) => member.person_id),
    channels: channels.get(team.id) ?? 0,
    waiting: waiting.get(team.id) ?? 0,
  }))
}

export async function createTeam({ store, at, record }: Change, draft: TeamDraft): Promise<Team> {
  const id = randomUUID()
  await insertTeam(store, { id, ...columnsOf(draft), created_at: at })
  await setMembers(store, id, draft.members)
  await record('team.created', id, { name: draft.name })
  return teamOf(store, id)
}

export async function changeTeam({ store, record }: Change, id: string, change: TeamChange): Promise<Team> {
  const before = found(await selectTeam(store, id))
  const { members, ...rest } = change
  const draft = { ...draftOf(before), ...rest } as Omit<TeamDraft, 'members'>
  await updateTeam(store, id, columnsOf(draft))
  if (members) await setMembers(store, id, members)
  await record('team.changed', id, { ...draft, ...(members && { members: members.length }) })
  return teamOf(store, id)
}

/** @throws AppError `team.in_use`, also for the last one: a conversation always has somewhere to go */
export async function deleteTeam({ store, record }: Change, id: string): Promise<void> {
  const team = found(await selectTeam(store, id))
  if (await teamIsInUse(store, id)) throw new AppError('team.in_use')
  if ((await selectTeams(store)).length === 1)
    throw new AppError('team.in_use', { detail: 'A provider keeps at least one team.' })
  await removeTeam(store, id)
  await record('team.deleted', id, { name: team.name })
}

async function setMembers(store: ProviderStore, id: string, members: readonly string[]): Promise<void> {
  const distinct = [...new Set(members)]
  const agents = await selectAgentIds(store, distinct)
  if (agents.size < distinct.length)
    throw invalid('members', 'Only agents of this provider can be members of a team.')
  await replaceMembers(store, id, distinct)
}

const teamOf = async (store: ProviderStore, id: string): Promise<Team> =>
  found((await listTeams(store)).find((team) => team.id === id))

const draftOf = (row: TeamRow) => ({
  name: row.name,
  everyone: row.everyone === 1,
  routing: row.routing,
  limit: row.agent_limit,
  unanswered: row.unanswered,
})

const columnsOf = (draft: Omit<TeamDraft, 'members'>) => ({
  name: draft.name,
  everyone: draft.everyone ? (1 as const) : (0 as const),
  routing: draft.routing,
  agent_limit: draft.limit,
  unanswered: draft.unanswered,
})
