import type { Role } from '@koopid/contract'
import { AppError } from '../http/errors.ts'
import type { Request } from '../http/types.ts'
import type { Session, Sessions } from './sessions.ts'

/** @throws AppError `session.missing` */
export async function requireSession(sessions: Sessions, request: Request): Promise<Session> {
  const session = await sessions.read(request)
  if (!session) throw new AppError('session.missing')
  return session
}

/** @throws AppError `session.missing` or `session.forbidden` */
export async function requireRole(
  sessions: Sessions,
  request: Request,
  roles: readonly Role[],
): Promise<Session> {
  const session = await requireSession(sessions, request)
  if (!roles.includes(session.role))
    throw new AppError('session.forbidden', { facts: { role: session.role } })
  return session
}
