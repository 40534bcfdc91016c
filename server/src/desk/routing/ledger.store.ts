import { randomUUID } from 'node:crypto'
import type { ConversationDetail, HandOverReason, PersonRef } from '@koopid/contract'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'

type Moved = { id: string; team_name: string }

/** Appends who had it, who has it, and why. Rows are never changed; names stay when people go. */
export async function insertAssignment(
  store: ProviderStore,
  at: number,
  conversation: Moved,
  { from, to, reason }: { from: PersonRef | undefined; to: PersonRef | null; reason: HandOverReason },
): Promise<void> {
  await store.add('assignments', {
    id: randomUUID(),
    conversation_id: conversation.id,
    from_id: from?.id ?? null,
    from_name: from?.name ?? null,
    to_id: to?.id ?? null,
    to_name: to?.name ?? null,
    team_name: conversation.team_name,
    reason,
    at,
  })
}

export async function ledgerOf(
  store: ProviderStore,
  conversationId: string,
): Promise<ConversationDetail['ledger']> {
  const rows = await store
    .select('assignments')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('at')
    .execute()
  return rows.map((row: Row<'assignments'>) => ({
    from: row.from_name,
    to: row.to_name,
    team: row.team_name,
    reason: row.reason,
    at: new Date(row.at).toISOString(),
  }))
}

/** Whether the person ever had this conversation. */
export async function everHeld(
  store: ProviderStore,
  conversationId: string,
  personId: string,
): Promise<boolean> {
  const row = await store
    .select('assignments')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('to_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

/** Everybody who ever had the conversation, each once. */
export async function formerHolders(store: ProviderStore, conversationId: string): Promise<string[]> {
  const rows = await store
    .select('assignments')
    .select('to_id')
    .distinct()
    .where('conversation_id', '=', conversationId)
    .where('to_id', 'is not', null)
    .execute()
  return rows.map((row) => row.to_id!)
}
