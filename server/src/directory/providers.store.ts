import type { Kysely } from 'kysely'
import type { Row, Tables } from '../store/schema.ts'

export const listProviderRows = (db: Kysely<Tables>): Promise<Row<'providers'>[]> =>
  db.selectFrom('providers').selectAll().orderBy('id').execute()

export const findProviderRow = (db: Kysely<Tables>, id: number): Promise<Row<'providers'> | undefined> =>
  db.selectFrom('providers').selectAll().where('id', '=', id).executeTakeFirst()

export async function insertProvider(db: Kysely<Tables>, row: Row<'providers'>): Promise<void> {
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
