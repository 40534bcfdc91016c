import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'

type Draft = Pick<Row<'drafts'>, 'kind' | 'body'>

export async function selectDraft(
  store: ProviderStore,
  personId: string,
  conversationId: string,
): Promise<Draft | undefined> {
  return store
    .select('drafts')
    .select(['kind', 'body'])
    .where('person_id', '=', personId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
}

export async function saveDraft(
  store: ProviderStore,
  at: number,
  personId: string,
  conversationId: string,
  draft: Draft,
): Promise<void> {
  await store
    .insert('drafts', { person_id: personId, conversation_id: conversationId, ...draft, at })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'person_id', 'conversation_id']).doUpdateSet({ ...draft, at }),
    )
    .execute()
}

export async function removeDraft(
  store: ProviderStore,
  personId: string,
  conversationId: string,
): Promise<void> {
  const query = () =>
    store.remove('drafts').where('person_id', '=', personId).where('conversation_id', '=', conversationId)
  await store.once('remove draft', query, [store.providerId, personId, conversationId])
}
