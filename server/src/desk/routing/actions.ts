import type { Conversation, PersonRef, Transfer } from '@koopid/contract'
import { AppError } from '../../http/errors.ts'
import type { Session } from '../../sessions/sessions.ts'
import { supervises } from '../access.ts'
import { hold } from '../conversations/append.ts'
import { type ConversationRow, updateConversation } from '../conversations/conversations.store.ts'
import { conversationViews } from '../conversations/view.ts'
import { requireHolder } from '../conversations/write.ts'
import { selectTeam } from '../setup/teams.store.ts'
import { isMember } from './choose.ts'
import { lockDesk } from './desk-lock.store.ts'
import { eligibleAgents, hasSession, loadsOf, type RoutedTeam, routedTeams } from './eligible.store.ts'
import { assign, close, type Move, reopen, requeue } from './hand-over.ts'
import { route } from './route.ts'

/** What agents and supervisors do with a conversation. Each locks the desk, checks, moves, routes, and answers the result. */

const refOf = (session: Session): PersonRef => ({ id: session.personId, name: session.name })

const viewOf = async (move: Move, row: ConversationRow): Promise<Conversation> =>
  (await conversationViews(move.store, [row]))[0]!

async function teamOf({ store }: Move, row: ConversationRow): Promise<RoutedTeam> {
  return (await routedTeams(store)).get(row.team_id)!
}

/** The session was read before the lock and may have ended since: nothing is given to who is gone. */
async function stillHere({ store, at }: Move, { personId }: Session): Promise<void> {
  if (!(await hasSession(store, at, personId))) throw new AppError('session.missing')
}

/** Takes one from the queue: of two who try at once, one wins. A supervisor may take it over from whoever has it. */
export async function take(
  move: Move,
  session: Session,
  id: string,
  takeOver: boolean,
): Promise<Conversation> {
  await lockDesk(move.store)
  const row = await hold(move.store, id)
  const me = refOf(session)
  if (row.assignee_id === me.id) return viewOf(move, row)
  await stillHere(move, session)
  if (row.status === 'closed') throw new AppError('conversation.closed')
  if (row.status === 'assigned' && !(takeOver && supervises(session)))
    throw new AppError('conversation.taken', { facts: { assignee: row.assignee_id } })
  const team = await teamOf(move, row)
  if (!session.agent || !isMember(team, me.id))
    throw new AppError('session.forbidden', { facts: { team: team.id } })
  const load = (await loadsOf(move.store)).get(me.id) ?? 0
  if (load >= team.limit && !takeOver)
    throw new AppError('conversation.limit_reached', { facts: { load, limit: team.limit } })
  const reason = row.status === 'assigned' ? 'taken_over' : 'taken'
  await assign(move, row, me, { reason, by: me, unanswered: team.unanswered })
  await route(move)
  return viewOf(move, row)
}

/** Whoever holds it, or a supervisor, closes it. */
export async function closeBy(move: Move, session: Session, id: string): Promise<Conversation> {
  await lockDesk(move.store)
  const row = await hold(move.store, id)
  if (row.status === 'closed') return viewOf(move, row)
  if (!supervises(session)) requireHolder(row, session.personId)
  await close(move, row, refOf(session))
  await route(move)
  return viewOf(move, row)
}

export async function requeueBy(move: Move, session: Session, id: string): Promise<Conversation> {
  await lockDesk(move.store)
  const row = await hold(move.store, id)
  if (row.status === 'queued') return viewOf(move, row)
  if (!supervises(session)) requireHolder(row, session.personId)
  if (row.status === 'closed') throw new AppError('conversation.closed')
  await requeue(move, row, { reason: 'requeued_by_agent', by: refOf(session) })
  await route(move)
  return viewOf(move, row)
}

/** A closed one comes back to the agent who opens it again, or to the queue when that agent has enough. */
export async function reopenBy(move: Move, session: Session, id: string): Promise<Conversation> {
  await lockDesk(move.store)
  const row = await hold(move.store, id)
  if (row.status !== 'closed') return viewOf(move, row)
  const me = refOf(session)
  await reopen(move, row, me, null)
  const team = await teamOf(move, row)
  const load = (await loadsOf(move.store)).get(me.id) ?? 0
  const mayHold = session.agent && isMember(team, me.id)
  if (mayHold) await stillHere(move, session)
  if (mayHold && load < team.limit)
    await assign(move, row, me, { reason: 'taken', by: me, unanswered: team.unanswered })
  await route(move)
  return viewOf(move, row)
}

/** To an agent in available status, or to a team; with a note for whoever gets it. */
export async function transfer(
  move: Move,
  session: Session,
  id: string,
  { to, note }: Transfer,
): Promise<Conversation> {
  await lockDesk(move.store)
  const row = await hold(move.store, id)
  if (!supervises(session)) requireHolder(row, session.personId)
  if (row.status === 'closed') throw new AppError('conversation.closed')
  if ('agent' in to) await giveTo(move, session, row, to.agent, { reason: 'transferred', note: note ?? null })
  else await giveToTeam(move, session, row, to.team, note ?? null)
  await route(move)
  return viewOf(move, row)
}

/** A supervisor gives it to an agent. */
export async function reassign(
  move: Move,
  session: Session,
  id: string,
  agentId: string,
): Promise<Conversation> {
  await lockDesk(move.store)
  const row = await hold(move.store, id)
  if (row.status === 'closed') throw new AppError('conversation.closed')
  await giveTo(move, session, row, agentId, { reason: 'reassigned', note: null })
  await route(move)
  return viewOf(move, row)
}

async function giveTo(
  move: Move,
  session: Session,
  row: ConversationRow,
  agentId: string,
  how: { reason: 'transferred' | 'reassigned'; note: string | null },
): Promise<void> {
  if (row.assignee_id === agentId) return
  const agent = (await eligibleAgents(move.store, move.at)).find(({ id }) => id === agentId)
  const teams = await routedTeams(move.store)
  // An agent of another team gets it with their team: nobody holds what their team may not see.
  const own = teams.get(row.team_id)!
  const team = isMember(own, agentId) ? own : [...teams.values()].find((each) => isMember(each, agentId))
  if (!agent || !team || agent.load >= team.limit)
    throw new AppError('conversation.target_unavailable', { facts: { agent: agentId } })
  if (team.id !== own.id) {
    Object.assign(row, { team_id: team.id, team_name: team.name })
    await updateConversation(move.store, row.id, { team_id: team.id })
  }
  await assign(move, row, agent, { ...how, by: refOf(session), unanswered: team.unanswered })
}

async function giveToTeam(
  move: Move,
  session: Session,
  row: ConversationRow,
  teamId: string,
  note: string | null,
): Promise<void> {
  const team = await selectTeam(move.store, teamId)
  if (!team) throw new AppError('conversation.target_unavailable', { facts: { team: teamId } })
  await requeue(move, row, { reason: 'transferred', by: refOf(session), note, team })
}
