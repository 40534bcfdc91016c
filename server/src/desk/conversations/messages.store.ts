import { longestMessage } from '@koopid/contract'
import { fold } from '../../store/fold.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'

export type MessageRow = Row<'messages'>

/** With its text as a search compares it, unless it is the system's. */
export async function insertMessage(
  store: ProviderStore,
  row: Omit<MessageRow, 'provider_id'>,
): Promise<void> {
  await store.add('messages', row)
  if (row.kind === 'system') return
  const { at, conversation_id, seq, body } = row
  // Compatibility forms grow up to 18 times in folding.
  const folded = fold(body).slice(0, longestMessage)
  await store.add('message_texts', { at, conversation_id, seq, folded })
}

/** Upwards from `after`. */
export async function messagesAfter(
  store: ProviderStore,
  conversationId: string,
  after: number,
  most = 200,
): Promise<MessageRow[]> {
  const query = () =>
    store
      .select('messages')
      .selectAll()
      .where('conversation_id', '=', conversationId)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(most)
  return store.once<MessageRow>('messages after', query, [store.providerId, conversationId, after, most])
}

/** Upwards from `after`, what the customer may see: a page is cut after notes are left out, or it could be empty. */
export async function customerMessagesAfter(
  store: ProviderStore,
  conversationId: string,
  after: number,
  most: number,
): Promise<MessageRow[]> {
  return store
    .select('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('seq', '>', after)
    .where('kind', '!=', 'note')
    .orderBy('seq')
    .limit(most)
    .execute()
}

/** The latest ones before `before`, in their order. */
export async function messagesBefore(
  store: ProviderStore,
  conversationId: string,
  before: number,
  most = 200,
): Promise<MessageRow[]> {
  const rows = await store
    .select('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(most)
    .execute()
  return rows.reverse()
}

export async function lastCustomerMessage(
  store: ProviderStore,
  conversationId: string,
): Promise<string | undefined> {
  const row = await store
    .select('messages')
    .select('body')
    .where('conversation_id', '=', conversationId)
    .where('kind', '=', 'customer')
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  return row?.body
}

export async function insertMention(
  store: ProviderStore,
  row: Omit<Row<'mentions'>, 'provider_id'>,
): Promise<void> {
  await store.add('mentions', row)
}

/** Messages of the customer after `seq`. */
export async function countCustomerMessages(
  store: ProviderStore,
  conversationId: string,
  seq: number,
): Promise<number> {
  const { count } = await store
    .select('messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('conversation_id', '=', conversationId)
    .where('seq', '>', seq)
    .where('kind', '=', 'customer')
    .executeTakeFirstOrThrow()
  return Number(count)
}
