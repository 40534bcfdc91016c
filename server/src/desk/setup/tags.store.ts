import type { Tag } from '@koopid/contract'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'

type TagRow = Row<'tags'>

/** By name, with how many conversations carry each. */
export async function selectTags(store: ProviderStore): Promise<Tag[]> {
  const rows = await store
    .select('tags')
    .leftJoin('conversation_tags', (join) =>
      join
        .onRef('conversation_tags.provider_id', '=', 'tags.provider_id')
        .onRef('conversation_tags.tag_id', '=', 'tags.id'),
    )
    .select(({ fn }) => ['tags.id', 'tags.name', fn.count<number>('conversation_tags.tag_id').as('used')])
    .groupBy(['tags.id', 'tags.name'])
    .orderBy('tags.name')
    .execute()
  return rows.map((row) => ({ ...row, used: Number(row.used) }))
}

export async function selectTag(store: ProviderStore, id: string): Promise<TagRow | undefined> {
  return store.select('tags').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertTag(store: ProviderStore, row: Omit<TagRow, 'provider_id'>): Promise<void> {
  await store.add('tags', row)
}

/** From the conversations too. */
export async function removeTag(store: ProviderStore, id: string): Promise<void> {
  await store.remove('conversation_tags').where('tag_id', '=', id).execute()
  await store.remove('tags').where('id', '=', id).execute()
}
