import { closeCodes } from '@koopid/contract'
import type { Session } from '../../sessions/sessions.ts'
import type { BusMessage } from '../../store/bus.ts'
import { mayUseDesk } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { drop, type Held, joinTeams } from './held.ts'

/**
 * A socket lives no longer than the session it was opened with: that is asked again at every beat and whenever the bus
 * says that a session, a person or a connection has changed. @returns how to stop
 */
export function recheck(deps: DeskDeps, held: ReadonlySet<Held>): () => void {
  const checkAll = (which: (session: Session) => boolean, reason: string) => {
    for (const entry of held) if (which(entry.session)) check(deps, entry, reason).catch(deps.onError)
  }
  deps.hub.onBeat(() => checkAll(() => true, 'expired'))
  return deps.store.bus.subscribe((message) => {
    const concerned = concernedBy(message)
    if (concerned) checkAll(concerned, reasonOf(message))
  })
}

async function check(deps: DeskDeps, entry: Held, reason: string): Promise<void> {
  const session = await deps.sessions.read(entry.request)
  if (!session) return drop(entry, closeCodes.ended, reason)
  entry.session = session
  if (!mayUseDesk(session)) return drop(entry, closeCodes.forbidden, 'role_changed')
  await joinTeams(deps, entry)
}

/** Whose sockets have to ask again. */
function concernedBy(message: BusMessage): ((session: Session) => boolean) | undefined {
  switch (message.kind) {
    case 'session_ended':
      return (session) => session.tokenHash === message.tokenHash
    case 'person_changed':
      return (session) => session.providerId === message.providerId && session.personId === message.personId
    case 'connection_changed':
    case 'config_changed':
      return (session) => session.providerId === message.providerId
    case 'everything_changed':
      return () => true
    default:
      return undefined
  }
}

function reasonOf(message: BusMessage): string {
  if (message.kind === 'session_ended') return message.reason
  if (message.kind === 'person_changed')
    return message.cause === 'signed_out' ? 'ended_by_administrator' : (message.cause ?? 'ended')
  return message.kind === 'connection_changed' ? 'connection_deactivated' : 'ended'
}
