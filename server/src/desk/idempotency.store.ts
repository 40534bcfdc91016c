import type { ProviderStore } from '../store/provider-store.ts'
import type { Row } from '../store/schema.ts'

type Answer = Row<'answers'>

export async function selectAnswer(
  store: ProviderStore,
  actor: string,
  key: string,
): Promise<Pick<Answer, 'request_hash' | 'body'> | undefined> {
  const query = () =>
    store.select('answers').select(['request_hash', 'body']).where('actor', '=', actor).where('key', '=', key)
  return (await store.once<Answer>('answer', query, [store.providerId, actor, key]))[0]
}

export async function insertAnswer(store: ProviderStore, row: Omit<Answer, 'provider_id'>): Promise<void> {
  await store.add('answers', row)
}
