import type { Role } from '@koopid/contract'
import { AppError } from '../http/errors.ts'
import type { Request } from '../http/types.ts'
import { requireSession } from '../sessions/guards.ts'
import type { Session, Sessions } from '../sessions/sessions.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import { isMentioned } from './conversations/access.store.ts'
import { type ConversationRow, selectConversation } from './conversations/conversations.store.ts'
import { everHeld } from './routing/ledger.store.ts'
import { teamsOf } from './setup/teams.store.ts'

/** Who sees every conversation and the statusboard, and moves what others hold. */
export const supervising: readonly Role[] = ['administrator', 'manager', 'supervisor']

export const supervises = (session: Session): boolean => supervising.includes(session.role)

/** @throws AppError `session.missing` or `session.forbidden` */
export async function requireAgent(sessions: Sessions, request: Request): Promise<Session> {
  const session = await requireSession(sessions, request)
  if (!session.agent) throw new AppError('session.forbidden', { facts: { agent: false } })
  return session
}

/** An agent or a supervisor. @throws AppError `session.missing` or `session.forbidden` */
export async function requireDesk(sessions: Sessions, request: Request): Promise<Session> {
  const session = await requireSession(sessions, request)
  if (!mayUseDesk(session)) throw new AppError('session.forbidden', { facts: { role: session.role } })
  return session
}

export const mayUseDesk = (session: Session): boolean => session.agent || supervises(session)

/**
 * The conversation, when this person may see it: of their teams, once theirs, mentioned in it, or as a supervisor. One
 * that they may not see does not exist for them. @throws AppError `request.not_found`
 */
export async function visibleConversation(
  store: ProviderStore,
  session: Session,
  id: string,
): Promise<ConversationRow> {
  const row = await selectConversation(store, id)
  if (!row || !(await maySee(store, session, row))) throw new AppError('request.not_found')
  return row
}

export async function maySee(
  store: ProviderStore,
  session: Pick<Session, 'personId' | 'agent' | 'role'>,
  row: ConversationRow,
): Promise<boolean> {
  if (supervising.includes(session.role)) return true
  if (!session.agent) return false
  if (row.assignee_id === session.personId) return true
  if ((await teamsOf(store, session.personId)).includes(row.team_id)) return true
  return (
    (await everHeld(store, row.id, session.personId)) || (await isMentioned(store, row.id, session.personId))
  )
}
