import type { AgentEvents } from '@koopid/contract'
import type { AgentFrame } from '../live/apply-event.ts'

export type Alert = AgentEvents['alert']
/** A conversation that rings until somebody looks at it. */
export type Pending = Alert & { until: number }

/** Longest ring in milliseconds. */
export const longestRing = 60_000

export const rings = ({ kind }: Alert) => kind === 'assigned' || kind === 'queued'

export const withAlert = (pending: Pending[], alert: Alert, now: number): Pending[] => [
  ...without(pending, alert.conversationId),
  { ...alert, until: now + longestRing },
]

export const without = (pending: Pending[], conversationId: string): Pending[] =>
  pending.some((one) => one.conversationId === conversationId)
    ? pending.filter((one) => one.conversationId !== conversationId)
    : pending

/** Taken, put back or closed, it rings no more; neither does what was routed to me and went on to somebody else. */
export function afterFrame(pending: Pending[], frame: AgentFrame, me: string): Pending[] {
  switch (frame.type) {
    case 'conversation.requeued':
    case 'conversation.closed':
      return without(pending, frame.data.conversation.id)
    case 'conversation.assigned': {
      const { id, assignee } = frame.data.conversation
      const alert = pending.find((one) => one.conversationId === id)
      return alert?.kind === 'assigned' && assignee?.id === me ? pending : without(pending, id)
    }
    default:
      return pending
  }
}

export const stillRinging = (pending: Pending[], now: number): Pending[] =>
  pending.every(({ until }) => until > now) ? pending : pending.filter(({ until }) => until > now)
