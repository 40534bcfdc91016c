import type { Agents, AgentView } from '@koopid/contract'
import { pictureAddress } from '../../directory/pictures.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import { choose, isMember } from '../routing/choose.ts'
import { eligibleAgents, loadsOf, type RoutedTeam, routedTeams } from '../routing/eligible.store.ts'
import { type AgentRow, selectAgents } from './agents.store.ts'

export async function agentViews(store: ProviderStore, at: number, id?: string): Promise<AgentView[]> {
  const rows = await selectAgents(store, id)
  const [loads, teams] = [await loadsOf(store), await routedTeams(store)]
  return rows.map((row) => agentView(row, at, loads.get(row.id) ?? 0, [...teams.values()]))
}

function agentView(row: AgentRow, at: number, load: number, teams: readonly RoutedTeam[]): AgentView {
  const own = teams.filter((team) => isMember(team, row.id))
  const arrived = row.agent_status === 'away' && row.agent_status_since === row.last_sign_in_at
  return {
    id: row.id,
    name: row.name,
    picture: pictureAddress(row),
    status: row.agent_status,
    reason: arrived ? 'signed_in' : (row.reason ?? 'signed_in'),
    by: arrived ? null : row.set_by,
    since: new Date(row.agent_status_since).toISOString(),
    connected: (row.lease_until ?? 0) > at,
    idle: row.idle === 1,
    load,
    limit: Math.max(0, ...own.map((team) => team.limit)),
    alert: row.alert,
    teams: own.map((team) => team.id),
  }
}

/** Colleagues and teams, for transfer and mention: how many of a team could take a conversation now. */
export async function colleagues(store: ProviderStore, at: number): Promise<Agents> {
  const agents = await agentViews(store, at)
  const eligible = await eligibleAgents(store, at)
  const teams = [...(await routedTeams(store)).values()]
  return {
    agents,
    teams: teams.map((team) => ({
      id: team.id,
      name: team.name,
      available: eligible.filter((agent) => choose({ barred_id: null }, team, [agent])).length,
    })),
  }
}
