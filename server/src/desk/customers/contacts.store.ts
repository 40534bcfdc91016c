import { fold } from '../../store/fold.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'

export type ContactRow = Omit<Row<'contacts'>, 'folded'>

const searched = ({ name, email }: Pick<ContactRow, 'name' | 'email'>) => ({
  folded: fold(`${name}\n${email ?? ''}`),
})

export async function contactByToken(
  store: ProviderStore,
  tokenHash: string,
): Promise<ContactRow | undefined> {
  const query = () => store.select('contacts').selectAll().where('token_hash', '=', tokenHash)
  return (await store.once<ContactRow>('contact by token', query, [store.providerId, tokenHash]))[0]
}

export async function contactByExternalId(
  store: ProviderStore,
  channelId: string,
  externalId: string,
): Promise<ContactRow | undefined> {
  return store
    .select('contacts')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
}

export async function insertContact(
  store: ProviderStore,
  row: Omit<ContactRow, 'provider_id'>,
): Promise<void> {
  await store.add('contacts', { ...row, ...searched(row) })
}

export async function nameContact(
  store: ProviderStore,
  id: string,
  change: { name: string; email: string | null },
): Promise<void> {
  await store
    .update('contacts', { ...change, ...searched(change) })
    .where('id', '=', id)
    .execute()
}
