import type { ConversationStatus } from '@koopid/contract'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'

export type ConversationRow = Row<'conversations'> & {
  team_name: string
  channel_name: string
  channel_kind: Row<'channels'>['kind']
  webhook_url: string | null
  contact_name: string
  contact_email: string | null
  external_id: string | null
  assignee_name: string | null
}

/** A conversation with the names that are shown beside it; its team or channel may have been deleted since. */
export const conversationsJoined = (store: ProviderStore) =>
  store
    .select('conversations')
    .leftJoin('teams', (join) =>
      join
        .onRef('teams.provider_id', '=', 'conversations.provider_id')
        .onRef('teams.id', '=', 'conversations.team_id'),
    )
    .leftJoin('channels', (join) =>
      join
        .onRef('channels.provider_id', '=', 'conversations.provider_id')
        .onRef('channels.id', '=', 'conversations.channel_id'),
    )
    .innerJoin('contacts', (join) =>
      join
        .onRef('contacts.provider_id', '=', 'conversations.provider_id')
        .onRef('contacts.id', '=', 'conversations.contact_id'),
    )
    .leftJoin('people', (join) =>
      join
        .onRef('people.provider_id', '=', 'conversations.provider_id')
        .onRef('people.id', '=', 'conversations.assignee_id'),
    )

const shown = [
  'channels.webhook_url as webhook_url',
  'contacts.name as contact_name',
  'contacts.email as contact_email',
  'contacts.external_id as external_id',
  'people.name as assignee_name',
] as const

export const selectJoined = (query: ReturnType<typeof conversationsJoined>) =>
  query
    .selectAll('conversations')
    .select(shown)
    .select(({ fn, val }) => [
      fn.coalesce('teams.name', val('–')).as('team_name'),
      fn.coalesce('channels.name', val('–')).as('channel_name'),
      fn.coalesce('channels.kind', val('web' as const)).as('channel_kind'),
    ])

export async function selectConversation(
  store: ProviderStore,
  id: string,
): Promise<ConversationRow | undefined> {
  const query = () => selectJoined(conversationsJoined(store)).where('conversations.id', '=', id)
  return (
    await store.once<ConversationRow>('conversation', query, ['–', '–', 'web', store.providerId, id])
  )[0]
}

export async function insertConversation(
  store: ProviderStore,
  row: Omit<Row<'conversations'>, 'provider_id'>,
): Promise<void> {
  await store.add('conversations', row)
}

export async function updateConversation(
  store: ProviderStore,
  id: string,
  change: Partial<Omit<Row<'conversations'>, 'provider_id' | 'id'>>,
): Promise<void> {
  const columns = Object.keys(change)
  const query = () => store.update('conversations', change).where('id', '=', id)
  await store.once(`update conversations ${columns.join()}`, query, [
    ...Object.values(change),
    store.providerId,
    id,
  ])
}

/** Writes what is there already: the row is this transaction's until it ends. */
export async function lockConversation(store: ProviderStore, id: string): Promise<void> {
  const query = () => store.update('conversations', {}).set({ id }).where('id', '=', id)
  await store.once('lock conversation', query, [id, store.providerId, id])
}

/** The open conversation of a customer, else the latest one. */
export async function latestOfContact(
  store: ProviderStore,
  contactId: string,
): Promise<Pick<Row<'conversations'>, 'id' | 'status' | 'closed_at'> | undefined> {
  return store
    .select('conversations')
    .select(['id', 'status', 'closed_at'])
    .where('contact_id', '=', contactId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

/** How many of this team wait ahead of it, and it. */
export async function placeInQueue(
  store: ProviderStore,
  row: Pick<Row<'conversations'>, 'team_id' | 'waiting_since' | 'queued_at' | 'id'>,
): Promise<number> {
  const since = row.waiting_since ?? row.queued_at
  const { count } = await store
    .select('conversations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'queued')
    .where('team_id', '=', row.team_id)
    .where(({ eb, or, and, fn }) => {
      const waiting = fn.coalesce('waiting_since', 'queued_at')
      return or([eb(waiting, '<', since), and([eb(waiting, '=', since), eb('id', '<', row.id)])])
    })
    .executeTakeFirstOrThrow()
  return Number(count) + 1
}

/** Other conversations of the same customer, latest first. */
export async function relatedTo(store: ProviderStore, row: ConversationRow): Promise<ConversationRow[]> {
  return selectJoined(conversationsJoined(store))
    .where('conversations.contact_id', '=', row.contact_id)
    .where('conversations.id', '!=', row.id)
    .orderBy('conversations.created_at', 'desc')
    .limit(50)
    .execute()
}

export async function heldBy(store: ProviderStore, personId: string): Promise<ConversationRow[]> {
  return withStatus(store, 'assigned', personId)
}

/** Every conversation of that status, longest wait first. */
export async function withStatus(
  store: ProviderStore,
  status: ConversationStatus,
  personId?: string,
): Promise<ConversationRow[]> {
  let query = selectJoined(conversationsJoined(store)).where('conversations.status', '=', status)
  if (personId !== undefined) query = query.where('conversations.assignee_id', '=', personId)
  return query
    .orderBy(({ fn }) => fn.coalesce('conversations.waiting_since', 'conversations.queued_at'))
    .orderBy('conversations.id')
    .limit(1000)
    .execute()
}

/** Tag names by conversation. */
export async function tagNames(
  store: ProviderStore,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const names = new Map<string, string[]>()
  if (ids.length === 0) return names
  const rows = await store
    .select('conversation_tags')
    .innerJoin('tags', (join) =>
      join
        .onRef('tags.provider_id', '=', 'conversation_tags.provider_id')
        .onRef('tags.id', '=', 'conversation_tags.tag_id'),
    )
    .select(['conversation_tags.conversation_id as id', 'tags.name as name'])
    .where('conversation_tags.conversation_id', 'in', [...ids])
    .orderBy('tags.name')
    .execute()
  for (const { id, name } of rows) names.set(id, [...(names.get(id) ?? []), name])
  return names
}

/** The whole hold queue, longest wait first. */
export async function queuedConversations(store: ProviderStore): Promise<Row<'conversations'>[]> {
  return store
    .select('conversations')
    .selectAll()
    .where('status', '=', 'queued')
    .orderBy(({ fn }) => fn.coalesce('waiting_since', 'queued_at'))
    .orderBy('id')
    .limit(5000)
    .execute()
}
