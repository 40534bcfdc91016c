import { beatEvery, closeCodes } from '@koopid/contract'
import type { WebSocket } from 'ws'
import type { Request } from '../../http/types.ts'
import { type Connection, connectionOver, frameAllowance, prepare } from '../../realtime/connection.ts'
import type { Session } from '../../sessions/sessions.ts'
import { mayUseDesk } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { receive } from './agent-frames.ts'
import { drop, type Held, joinTeams } from './held.ts'
import { recheck } from './recheck.ts'
import { topics } from './topics.ts'

export type AgentSockets = {
  /** Takes a socket whose origin was checked. */
  admit(socket: WebSocket, request: Request, tab: string): Promise<void>
  close(): void
}

/** Desktops and statusboards: admitted by session, one for each tab, and let go with it. */
export function agentSockets(deps: DeskDeps): AgentSockets {
  const { hub, presence, now, onError } = deps
  const held = new Set<Held>()

  const hold = (connection: Connection, session: Session, request: Request, tab: string): Held => {
    for (const other of held)
      if (other.tab === tab && other.session.id === session.id) drop(other, closeCodes.replaced, 'replaced')
    const expiry = setTimeout(
      () => drop(entry, closeCodes.ended, 'expired'),
      Math.max(0, session.expiresAt - now()),
    )
    expiry.unref()
    const entry: Held = { connection, session, request, tab, expiry, teams: [] }
    held.add(entry)
    return entry
  }
  const begin = async (entry: Held) => {
    const { connection, session } = entry
    hub.join(topics.desk(session.providerId), connection)
    hub.join(topics.person(session.providerId, session.personId), connection)
    await joinTeams(deps, entry)
    connection.send(prepare('hello', { beatEvery }))
  }
  const forget = (entry: Held) => {
    if (!held.delete(entry)) return
    clearTimeout(entry.expiry)
    hub.forget(entry.connection)
    presence.left(entry.session, entry).catch(onError)
  }

  return {
    async admit(socket, request, tab) {
      const connection = connectionOver(socket, now)
      const mayFrame = frameAllowance(now)
      let entry: Held | undefined
      socket.on('error', () => {})
      socket.on('close', () => entry && forget(entry))
      const enter = async () => {
        const session = await admitted(deps, connection, request)
        if (!session || !connection.open) return undefined
        entry = hold(connection, session, request, tab)
        await begin(entry)
        return entry
      }
      const ready = enter()
      socket.on('message', (data) => {
        if (!mayFrame()) return connection.close(closeCodes.tooMuch, 'too many frames')
        ready.then((one) => one && receive(deps, one, String(data))).catch(onError)
      })
      await ready
    },
    close: recheck(deps, held),
  }
}

/** The session behind the request, when it may use the desk; otherwise the connection is told and closed. */
async function admitted(
  { sessions }: DeskDeps,
  connection: Connection,
  request: Request,
): Promise<Session | undefined> {
  const session = await sessions.read(request)
  if (!session) {
    connection.send(prepare('session.ended', { reason: 'missing' }))
    connection.close(closeCodes.ended, 'missing')
    return undefined
  }
  if (mayUseDesk(session)) return session
  connection.close(closeCodes.forbidden, 'role')
  return undefined
}
