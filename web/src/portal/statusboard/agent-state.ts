import type { AgentView } from '@koopid/contract'
import type { Tone } from '../../ui/notice.tsx'

export type AgentCondition = 'available' | 'idle' | 'away' | 'offline'

/** What counts for getting a conversation, in one word. */
export function conditionOf(agent: Pick<AgentView, 'status' | 'connected' | 'idle'>): AgentCondition {
  if (!agent.connected) return 'offline'
  if (agent.status === 'away') return 'away'
  return agent.idle ? 'idle' : 'available'
}

export const conditionTones: Record<AgentCondition, Tone> = {
  available: 'good',
  idle: 'warn',
  away: 'warn',
  offline: 'plain',
}

/** They are there and would not hear an alert. */
export const isDeaf = ({ connected, alert }: Pick<AgentView, 'connected' | 'alert'>): boolean =>
  connected && (alert === 'blocked' || alert === 'unsupported')

/** Who could get one more conversation, but for the one who has it. */
export const takers = (agents: readonly AgentView[], holder: string | undefined): AgentView[] =>
  agents.filter(
    (agent) => agent.id !== holder && conditionOf(agent) === 'available' && agent.load < agent.limit,
  )
