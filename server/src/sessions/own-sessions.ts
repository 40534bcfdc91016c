/** A person's own sessions: what they see of them, and how they end those that they do not use now. */
import type { OwnSession } from '@koopid/contract'
import { AppError } from '../http/errors.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import type { AfterCommit } from '../store/store.ts'
import { selectEndable, selectOwnSessions, selectSession } from './sessions.store.ts'
import { type EndReason, endWithin, type Session, sessionLimits } from './sessions.ts'

/** A transaction of somebody who is signed in. */
export type OwnMove = { store: ProviderStore; after: AfterCommit; at: number; session: Session }

/** Where this person is signed in: here first, then by last use. */
export async function ownSessions({ store, at, session }: Omit<OwnMove, 'after'>): Promise<OwnSession[]> {
  const rows = await selectOwnSessions(store, session.personId, at, at - sessionLimits.idle)
  const views = rows.map(
    (row): OwnSession => ({
      id: row.id,
      method: row.method,
      startedAt: new Date(row.created_at).toISOString(),
      seenAt: new Date(row.seen_at).toISOString(),
      current: row.id === session.id,
    }),
  )
  return views.sort((a, b) => Number(b.current) - Number(a.current))
}

/** @throws AppError `request.not_found` for what is not theirs, has ended or never was: all alike */
export async function endOwnSession(move: OwnMove, id: string): Promise<void> {
  const { store, after, at, session } = move
  await requireStillSignedIn(move)
  if (id === session.id) throw new AppError('profile.current_session')
  const [row] = await selectEndable(store, session.personId, at, id)
  if (!row) throw new AppError('request.not_found')
  await endWithin(store, after, at, { ...row, personId: session.personId }, 'ended_elsewhere')
}

export async function endOtherSessions(move: OwnMove, reason: EndReason): Promise<void> {
  const { store, after, at, session } = move
  await requireStillSignedIn(move)
  for (const row of await selectEndable(store, session.personId, at))
    if (row.id !== session.id)
      await endWithin(store, after, at, { ...row, personId: session.personId }, reason)
}

/**
 * The session was read before the transaction and may have been ended since, by its owner who ends all others: then it
 * ends nobody's. @throws AppError `session.missing`
 */
export async function requireStillSignedIn({ store, session }: OwnMove): Promise<void> {
  if (!(await selectSession(store, session.tokenHash))) throw new AppError('session.missing')
}
