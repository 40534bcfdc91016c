import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'

export type ChannelRow = Row<'channels'>
type ChannelChange = Partial<Omit<ChannelRow, 'provider_id' | 'id' | 'kind' | 'created_at' | 'last_event'>>

export async function selectChannels(store: ProviderStore): Promise<ChannelRow[]> {
  return store.select('channels').selectAll().orderBy('name').orderBy('id').execute()
}

export async function selectChannel(store: ProviderStore, id: string): Promise<ChannelRow | undefined> {
  return store.select('channels').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function selectChannelByTag(
  store: ProviderStore,
  entryTag: string,
): Promise<ChannelRow | undefined> {
  return store.select('channels').selectAll().where('entry_tag', '=', entryTag).executeTakeFirst()
}

export async function insertChannel(
  store: ProviderStore,
  row: Omit<ChannelRow, 'provider_id'>,
): Promise<void> {
  await store.add('channels', row)
}

export async function updateChannel(store: ProviderStore, id: string, change: ChannelChange): Promise<void> {
  await store.update('channels', change).where('id', '=', id).execute()
}

export async function removeChannel(store: ProviderStore, id: string): Promise<void> {
  await store.remove('channels').where('id', '=', id).execute()
}

/** Whether a conversation, open or closed, came through it. */
export async function channelHasConversations(store: ProviderStore, id: string): Promise<boolean> {
  const row = await store
    .select('conversations')
    .select('id')
    .where('channel_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
