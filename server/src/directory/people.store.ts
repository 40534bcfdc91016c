import type { Insertable } from 'kysely'
import { containsAnyCase } from '../store/contains.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import type { Row } from '../store/schema.ts'

export type PersonRow = Row<'people'>

export async function selectPerson(store: ProviderStore, id: string): Promise<PersonRow | undefined> {
  return store.select('people').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function selectByEmailKey(
  store: ProviderStore,
  emailKey: string,
): Promise<PersonRow | undefined> {
  const query = () => store.select('people').selectAll().where('email_key', '=', emailKey)
  return (await store.once<PersonRow>('person by e-mail', query, [store.providerId, emailKey]))[0]
}

export async function selectByIdentity(
  store: ProviderStore,
  issuer: string,
  subject: string,
): Promise<PersonRow | undefined> {
  const query = () =>
    store
      .select('identities')
      .innerJoin('people', (join) =>
        join
          .onRef('people.provider_id', '=', 'identities.provider_id')
          .onRef('people.id', '=', 'identities.person_id'),
      )
      .selectAll('people')
      .where('identities.issuer', '=', issuer)
      .where('identities.subject', '=', subject)
  return (await store.once<PersonRow>('person by identity', query, [store.providerId, issuer, subject]))[0]
}

export async function insertPerson(
  store: ProviderStore,
  row: Omit<Insertable<PersonRow>, 'provider_id'>,
): Promise<void> {
  await store.add('people', row)
}

export async function insertIdentity(
  store: ProviderStore,
  row: Omit<Row<'identities'>, 'provider_id'>,
): Promise<void> {
  await store.add('identities', row)
}

export async function updatePerson(
  store: ProviderStore,
  id: string,
  change: Partial<Omit<PersonRow, 'provider_id' | 'id'>>,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  const columns = Object.keys(change)
  const query = () => store.update('people', change).where('id', '=', id)
  await store.once(`update people ${columns.join()}`, query, [...Object.values(change), store.providerId, id])
}

/** @returns `false` when the password is another one by now. */
export async function updateWhilePassword(
  store: ProviderStore,
  { id, password_hash }: Pick<PersonRow, 'id' | 'password_hash'>,
  change: Partial<Omit<PersonRow, 'provider_id' | 'id'>>,
): Promise<boolean> {
  const rows = await store
    .update('people', change)
    .where('id', '=', id)
    .where('password_hash', '=', password_hash)
    .returning('id')
    .execute()
  return rows.length > 0
}

/** Active administrators besides this one. */
export async function countOtherAdministrators(store: ProviderStore, exceptId: string): Promise<number> {
  const { count } = await store
    .select('people')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('role', '=', 'administrator')
    .where('active', '=', 1)
    .where('id', '!=', exceptId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export type PeopleFilter = {
  search?: string | undefined
  active?: boolean | undefined
  after?: string | undefined
}

/** By name. @returns at most `most` rows after the person `after`, and how many there are in all. */
export async function selectPeople(
  store: ProviderStore,
  filter: PeopleFilter,
  most: number,
): Promise<{ rows: PersonRow[]; total: number }> {
  let query = store.select('people')
  if (filter.active !== undefined) query = query.where('active', '=', filter.active ? 1 : 0)
  if (filter.search) {
    const { search } = filter
    query = query.where(({ or }) =>
      or(['name', 'email_key'].map((column) => containsAnyCase(column, search))),
    )
  }
  const { count } = await query
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const last = filter.after ? await selectPerson(store, filter.after) : undefined
  if (last)
    query = query.where(({ or, and, eb }) =>
      or([eb('name', '>', last.name), and([eb('name', '=', last.name), eb('id', '>', last.id)])]),
    )
  const rows = await query.selectAll().orderBy('name').orderBy('id').limit(most).execute()
  return { rows, total: Number(count) }
}
