import { closeCodes } from '@koopid/contract'
import type { Request } from '../../http/types.ts'
import { type Connection, prepare } from '../../realtime/connection.ts'
import type { Session } from '../../sessions/sessions.ts'
import type { DeskDeps } from '../deps.ts'
import { teamsOf } from '../setup/teams.store.ts'
import { topics } from './topics.ts'

/** An admitted socket, with the session that it stands on. */
export type Held = {
  connection: Connection
  session: Session
  request: Request
  tab: string
  expiry: NodeJS.Timeout
  teams: readonly string[]
}

/** Ends it, and says why when the session is what ended. */
export function drop({ connection }: Held, code: number, reason: string): void {
  if (code === closeCodes.ended) connection.send(prepare('session.ended', { reason }))
  connection.close(code, reason)
}

/** From now on it hears of the teams that its agent is in, and of no others. */
export async function joinTeams({ store, hub }: DeskDeps, entry: Held): Promise<void> {
  const { providerId, personId, agent } = entry.session
  const teams = agent ? await store.read(providerId, (scoped) => teamsOf(scoped, personId)) : []
  if (!entry.connection.open) return
  for (const id of entry.teams)
    if (!teams.includes(id)) hub.leave(topics.team(providerId, id), entry.connection)
  for (const id of teams) hub.join(topics.team(providerId, id), entry.connection)
  entry.teams = teams
}
