import type { AgentStatus, StatusReason } from '@koopid/contract'
import { setAgentStatus } from '../../directory/people.ts'
import { lockDesk } from '../routing/desk-lock.store.ts'
import type { Move } from '../routing/hand-over.ts'
import { route } from '../routing/route.ts'
import { ensureAgent, selectAgents, unbar, updateAgent } from './agents.store.ts'

export type StatusChange = {
  personId: string
  status: AgentStatus
  reason: StatusReason
  /** Name of whoever set it, and their id for the audit log; absent when it was the agent or a timer. */
  by?: { id: string; name: string }
}

/** Sets what the agent is, why, and by whom; a colleague who becomes available gets what waits. */
export async function setStatus(move: Move, change: StatusChange): Promise<void> {
  const { store, after, at } = move
  const { personId, status, reason, by } = change
  await lockDesk(store)
  await ensureAgent(store, personId)
  const actor = by?.id ?? (reason === 'chosen' ? personId : 'system')
  await setAgentStatus(store, at, personId, { status, actor, reason })
  await updateAgent(store, personId, { reason, set_by: by?.name ?? null })
  after({ kind: 'agent_changed', providerId: store.providerId, personId })
  if (status === 'available') {
    await unbar(store, personId)
    await route(move)
  }
}

/** Away for a reason of the system, unless the agent is away already: a timer never overwrites a choice. */
export async function awayUnlessAway(
  move: Move,
  personId: string,
  reason: 'idle' | 'unanswered' | 'disconnected',
): Promise<void> {
  const [agent] = await selectAgents(move.store, personId)
  if (agent?.agent_status !== 'available') return
  await setStatus(move, { personId, status: 'away', reason })
}
