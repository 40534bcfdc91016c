import type { Candidate, RoutedTeam, Waiting } from './eligible.store.ts'

/**
 * Who gets it: of the team's agents below the limit the one with the fewest conversations, then the longest idle.
 * Whom it was just taken from is passed over.
 */
export function choose(
  waiting: Pick<Waiting, 'barred_id'>,
  team: RoutedTeam,
  agents: readonly Candidate[],
): Candidate | undefined {
  let best: Candidate | undefined
  for (const agent of agents) {
    if (agent.load >= team.limit || agent.id === waiting.barred_id || !isMember(team, agent.id)) continue
    if (!best || agent.load < best.load || (agent.load === best.load && isLongerIdle(agent, best)))
      best = agent
  }
  return best
}

export const isMember = (team: RoutedTeam, personId: string): boolean =>
  team.everyone || team.members.has(personId)

const isLongerIdle = (a: Candidate, b: Candidate): boolean =>
  a.lastAssignedAt < b.lastAssignedAt || (a.lastAssignedAt === b.lastAssignedAt && a.id < b.id)
