import type { ProviderStore } from '../../store/provider-store.ts'

/** Replaces the conversation's tags by those of this provider with these names. @returns names that do not exist */
export async function replaceTags(
  store: ProviderStore,
  conversationId: string,
  names: readonly string[],
): Promise<string[]> {
  const wanted = [...new Set(names)]
  const tags =
    wanted.length === 0
      ? []
      : await store.select('tags').select(['id', 'name']).where('name', 'in', wanted).execute()
  const unknown = wanted.filter((name) => !tags.some((tag) => tag.name === name))
  if (unknown.length > 0) return unknown
  await store.remove('conversation_tags').where('conversation_id', '=', conversationId).execute()
  for (const { id } of tags)
    await store.add('conversation_tags', { conversation_id: conversationId, tag_id: id })
  return []
}
