import { selectConversation } from '../conversations/conversations.store.ts'
import { choose } from './choose.ts'
import {
  type Candidate,
  hasSession,
  presentAgents,
  type RoutedTeam,
  routedTeams,
  type Waiting,
  waitingForRouting,
} from './eligible.store.ts'
import { assign, type Move } from './hand-over.ts'

/** Conversations looked at in one go; those behind them wait for the next event, with nobody free for them anyway. */
const most = 200

/**
 * Gives waiting conversations to agents, longest wait first. Called at the end of every transaction that frees an
 * agent or queues a conversation; the caller holds the desk lock.
 */
export async function route(move: Move): Promise<void> {
  const { store, at } = move
  const waiting = await waitingForRouting(store, most)
  if (waiting.length === 0) return
  const present = await presentAgents(store, at)
  if (present.length === 0) return
  const teams = await routedTeams(store)
  for (const each of waiting) {
    const team = teams.get(each.team_id)
    const agent = team && (await chooseSignedIn(move, each, team, present))
    if (!team || !agent) continue
    const row = await selectConversation(store, each.id)
    if (!row) continue
    await assign(move, row, agent, { reason: 'routed', unanswered: team.unanswered })
    agent.load += 1
    agent.lastAssignedAt = at
  }
}

/** Whoever turns out to have no session is passed over from then on. */
async function chooseSignedIn(
  { store, at }: Move,
  waiting: Waiting,
  team: RoutedTeam,
  present: Candidate[],
): Promise<Candidate | undefined> {
  for (;;) {
    const agent = choose(waiting, team, present)
    if (!agent || (await hasSession(store, at, agent.id))) return agent
    present.splice(present.indexOf(agent), 1)
  }
}
