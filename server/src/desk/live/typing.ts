import type { ProviderId } from '../../store/provider-store.ts'
import { selectConversation } from '../conversations/conversations.store.ts'
import type { DeskDeps } from '../deps.ts'

/** Tells the other side, on whichever node it is; nothing is kept. Agents speak only where they hold the conversation. */
export async function sayTyping(
  { store }: Pick<DeskDeps, 'store'>,
  providerId: ProviderId,
  conversationId: string,
  who: { personId: string | null; name: string; on: boolean },
): Promise<void> {
  await store.transaction(
    providerId,
    async (scoped, after) => {
      const row = await selectConversation(scoped, conversationId)
      if (!row || (who.personId !== null && row.assignee_id !== who.personId)) return
      after({ kind: 'typing', providerId, conversationId, contactId: row.contact_id, ...who })
    },
    'process',
  )
}
