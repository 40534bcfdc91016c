import type { Insertable, Kysely } from 'kysely'
import type { Row, Tables } from '../store/schema.ts'

/** What is held of each in memory. */
export type ProviderRow = Pick<Row<'providers'>, 'id' | 'name' | 'plan' | 'subdomain'> & {
  /** The version of its logo. */
  logo: string | null
}

export const listProviderRows = (db: Kysely<Tables>): Promise<ProviderRow[]> =>
  db
    .selectFrom('providers')
    .leftJoin('logos', 'logos.provider_id', 'providers.id')
    .select(['providers.id', 'name', 'plan', 'subdomain', 'logos.version as logo'])
    .orderBy('providers.id')
    .execute()

export const findProviderRow = (db: Kysely<Tables>, id: number): Promise<Row<'providers'> | undefined> =>
  db.selectFrom('providers').selectAll().where('id', '=', id).executeTakeFirst()

export async function insertProvider(db: Kysely<Tables>, row: Insertable<Row<'providers'>>): Promise<void> {
  await db.insertInto('providers').values(row).execute()
}

export async function updateProviderRow(
  db: Kysely<Tables>,
  id: number,
  change: Partial<Row<'providers'>>,
): Promise<boolean> {
  const result = await db.updateTable('providers').set(change).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}
