import { describe, expect, it } from 'vitest'
import type { AgentFrame } from '../live/apply-event.ts'
import { conversation } from '../testing.ts'
import { type Alert, afterFrame, longestRing, stillRinging, withAlert } from './pending.ts'

const alert = (kind: Alert['kind'], conversationId = 'c1'): Alert => ({
  kind,
  conversationId,
  customer: 'Kim',
  text: 'Hello',
})
const frame = (type: string, part: Parameters<typeof conversation>[0] = {}) =>
  ({ v: 1, seq: 2, ts: '', type, data: { conversation: conversation(part) } }) as AgentFrame
const rings = (kind: Alert['kind'], then: AgentFrame) =>
  afterFrame(withAlert([], alert(kind), 0), then, 'me').length === 1

describe('a ring', () => {
  it('for a conversation of mine goes on when the news comes that it is mine', () => {
    expect(rings('assigned', frame('conversation.assigned', { assignee: { id: 'me', name: 'Me' } }))).toBe(
      true,
    )
  })

  it('ends when the conversation went on to somebody else, back to the queue, or was closed', () => {
    const other = { id: 'you', name: 'You' }
    expect(rings('assigned', frame('conversation.assigned', { assignee: other }))).toBe(false)
    expect(rings('assigned', frame('conversation.requeued'))).toBe(false)
    expect(rings('queued', frame('conversation.closed'))).toBe(false)
  })

  it('for the queue ends when anybody took it, me too', () => {
    expect(rings('queued', frame('conversation.assigned', { assignee: { id: 'me', name: 'Me' } }))).toBe(
      false,
    )
  })

  it('ends after a minute, and one for another conversation does not', () => {
    const pending = withAlert(withAlert([], alert('assigned', 'a'), 0), alert('assigned', 'b'), 30_000)
    expect(stillRinging(pending, longestRing).map((one) => one.conversationId)).toEqual(['b'])
  })
})
