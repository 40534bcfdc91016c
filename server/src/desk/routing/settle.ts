import type { HandOverReason } from '@koopid/contract'
import { agentsWithSession } from '../../sessions/sessions.store.ts'
import { sessionLimits } from '../../sessions/sessions.ts'
import type { BusMessage } from '../../store/bus.ts'
import type { Consequence } from '../../store/store.ts'
import { heldBy } from '../conversations/conversations.store.ts'
import { isMember } from './choose.ts'
import { lockDesk } from './desk-lock.store.ts'
import { loadsOf, routedTeams } from './eligible.store.ts'
import { type Move, requeue } from './hand-over.ts'
import { route } from './route.ts'

/**
 * Nobody holds a conversation without a valid session, an agent flag and the team, and nobody waits for an agent who has
 * become free. Follows every change that could make this false, in the same transaction; a second device that is still
 * signed in keeps them.
 */
export const settleAfter =
  (now: () => number): Consequence =>
  async (store, after, message) => {
    const reason = reasonOf(message)
    if (reason === undefined) return
    // First of all: a conversation may be on its way to somebody who is leaving at this moment.
    await lockDesk(store)
    const holders = [...(await loadsOf(store)).keys()]
    const move = { store, after, at: now() }
    const signedIn = await agentsWithSession(store, move.at, move.at - sessionLimits.idle, holders)
    const gone = holders.filter((id) => !signedIn.has(id))
    const left = message.kind === 'config_changed' ? await outsideTheirTeam(move, signedIn) : []
    for (const personId of gone)
      for (const row of await heldBy(store, personId)) await requeue(move, row, { reason })
    for (const row of left) await requeue(move, row, { reason: 'role_changed' })
    await route(move)
  }

function reasonOf(message: BusMessage): HandOverReason | undefined {
  switch (message.kind) {
    case 'session_ended':
      // It made room for a newer one of the same person: a sign-in need not wait for the desk.
      if (message.reason === 'too_many') return undefined
      return message.reason === 'expired' ? 'session_expired' : 'signed_out'
    case 'person_changed':
      return message.cause
    case 'connection_changed':
      return 'idp_revoked'
    case 'config_changed':
      return 'role_changed'
    default:
      return undefined
  }
}

async function outsideTheirTeam({ store }: Move, holders: ReadonlySet<string>) {
  const teams = await routedTeams(store)
  const rows = []
  for (const personId of holders)
    for (const row of await heldBy(store, personId)) {
      const team = teams.get(row.team_id)
      if (team && !isMember(team, personId)) rows.push(row)
    }
  return rows
}

/** Everything that one agent holds, back to the queue; then routing. The caller holds the desk lock. */
export async function letGo(move: Move, personId: string, reason: HandOverReason): Promise<void> {
  for (const row of await heldBy(move.store, personId)) await requeue(move, row, { reason })
  await route(move)
}
