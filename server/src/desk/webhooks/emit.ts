import type { WebhookEvent } from '@koopid/contract'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { AfterCommit } from '../../store/store.ts'
import type { ConversationRow } from '../conversations/conversations.store.ts'
import { updateConversation } from '../conversations/conversations.store.ts'
import type { MessageRow } from '../conversations/messages.store.ts'
import { customerMessageView } from '../conversations/view.ts'
import { insertEvent, nextEventId } from './webhooks.store.ts'

/** Puts an event on its way in the transaction that makes it true (transactional outbox): neither exists without the other. */
export async function emit(
  store: ProviderStore,
  after: AfterCommit,
  at: number,
  row: ConversationRow,
  type: WebhookEvent['type'],
  message: MessageRow | null = null,
): Promise<void> {
  if (row.webhook_url === null) return
  const id = await nextEventId(store, row.channel_id)
  row.events += 1
  await updateConversation(store, row.id, { events: row.events })
  const event: WebhookEvent = {
    id: `evt_${store.providerId}_${row.channel_id}_${id}`,
    type,
    providerId: store.providerId,
    channelId: row.channel_id,
    number: row.events,
    at: new Date(at).toISOString(),
    conversation: {
      id: row.id,
      status: row.status,
      customer: { id: row.external_id, name: row.contact_name },
      agent: row.status === 'assigned' ? row.assignee_name : null,
    },
    message: message ? (customerMessageView(message) ?? null) : null,
  }
  await insertEvent(store, {
    channel_id: row.channel_id,
    id,
    conversation_id: row.id,
    type,
    body: JSON.stringify(event),
    created_at: at,
    attempts: 0,
    next_at: at,
    delivered_at: null,
    last_error: null,
  })
  after({ kind: 'webhooks_waiting', providerId: store.providerId })
}
