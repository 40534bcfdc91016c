import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'
import { conversationsJoined } from '../conversations/conversations.store.ts'

export type ConversationRow = Pick<
  Row<'conversations'>,
  | 'id'
  | 'team_id'
  | 'status'
  | 'assignee_id'
  | 'requeued'
  | 'created_at'
  | 'first_answer_at'
  | 'closed_at'
  | 'channel_id'
> & {
  channel: string | null
  team: string | null
  customer: string
  email: string | null
  assignee: string | null
}

/**
 * Oldest first, those that began from `start` until before `end`, one page after the place where the last one ended. Team,
 * channel and assignee may be gone.
 */
export async function selectConversationsBetween(
  store: ProviderStore,
  { start, end }: { start: number; end: number },
  after: { at: number; id: string } | undefined,
  most: number,
): Promise<ConversationRow[]> {
  let query = conversationsJoined(store)
    .where('conversations.created_at', '<', end)
    .where('conversations.created_at', '>=', after?.at ?? start)
  if (after)
    query = query.where(({ or, eb }) =>
      or([eb('conversations.created_at', '>', after.at), eb('conversations.id', '>', after.id)]),
    )
  return query
    .select([
      'conversations.id',
      'conversations.channel_id',
      'conversations.team_id',
      'conversations.status',
      'conversations.assignee_id',
      'conversations.requeued',
      'conversations.created_at',
      'conversations.first_answer_at',
      'conversations.closed_at',
      'channels.name as channel',
      'teams.name as team',
      'contacts.name as customer',
      'contacts.email as email',
      'people.name as assignee',
    ])
    .orderBy('conversations.created_at')
    .orderBy('conversations.id')
    .limit(most)
    .execute()
}

export type Counts = { customer: number; agent: number }

/** How many messages customer and agents wrote, by conversation. */
export async function countMessages(
  store: ProviderStore,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  const counts = new Map<string, Counts>(ids.map((id) => [id, { customer: 0, agent: 0 }]))
  if (ids.length === 0) return counts
  const rows = await store
    .select('messages')
    .select(({ fn }) => ['conversation_id', 'kind', fn.countAll<number>().as('count')])
    .where('conversation_id', 'in', [...ids])
    .where('kind', 'in', ['customer', 'agent'])
    .groupBy(['conversation_id', 'kind'])
    .execute()
  for (const { conversation_id, kind, count } of rows)
    counts.get(conversation_id)![kind as keyof Counts] = Number(count)
  return counts
}
