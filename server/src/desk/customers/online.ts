import type { ProviderStore } from '../../store/provider-store.ts'
import { isMember } from '../routing/choose.ts'
import { eligibleAgents, routedTeams } from '../routing/eligible.store.ts'

/** Whether an agent of the team is there, busy or not. */
export async function isOnline(store: ProviderStore, at: number, teamId: string): Promise<boolean> {
  const agents = await eligibleAgents(store, at)
  const team = agents.length > 0 ? (await routedTeams(store)).get(teamId) : undefined
  return team !== undefined && agents.some((agent) => isMember(team, agent.id))
}
