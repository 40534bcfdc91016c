import type { Move } from '../routing/hand-over.ts'
import type { ConversationRow } from './conversations.store.ts'
import { updateConversation } from './conversations.store.ts'
import { countCustomerMessages } from './messages.store.ts'

/** Moves a read mark forward, never back, and never past the last message. */
export async function markRead(
  { store, after }: Move,
  row: ConversationRow,
  side: 'agent' | 'customer',
  wanted: number,
): Promise<void> {
  const seq = Math.min(wanted, row.seq)
  const before = side === 'agent' ? row.read_by_agent : row.read_by_customer
  if (seq <= before) return
  if (side === 'customer') await updateConversation(store, row.id, { read_by_customer: seq })
  else {
    const unread = await countCustomerMessages(store, row.id, seq)
    await updateConversation(store, row.id, { read_by_agent: seq, unread })
  }
  after({
    kind: 'conversation_changed',
    providerId: store.providerId,
    conversationId: row.id,
    change: 'updated',
    seq: row.seq,
  })
}
