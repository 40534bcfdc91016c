import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'

export type CannedReplyRow = Row<'canned_replies'>

/** By title. */
export async function selectCannedReplies(store: ProviderStore): Promise<CannedReplyRow[]> {
  return store.select('canned_replies').selectAll().orderBy('title').orderBy('id').execute()
}

export async function selectCannedReply(
  store: ProviderStore,
  id: string,
): Promise<CannedReplyRow | undefined> {
  return store.select('canned_replies').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertCannedReply(
  store: ProviderStore,
  row: Omit<CannedReplyRow, 'provider_id'>,
): Promise<void> {
  await store.add('canned_replies', row)
}

export async function updateCannedReply(
  store: ProviderStore,
  id: string,
  change: Omit<CannedReplyRow, 'provider_id' | 'id'>,
): Promise<void> {
  await store.update('canned_replies', change).where('id', '=', id).execute()
}

export async function removeCannedReply(store: ProviderStore, id: string): Promise<void> {
  await store.remove('canned_replies').where('id', '=', id).execute()
}
