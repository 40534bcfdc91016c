import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { isolateByProvider } from '../isolation.ts'
import type { Engine } from '../schema.ts'
import { addText } from './add-text.ts'

// biome-ignore lint/suspicious/noExplicitAny: a migration works on schemas that no type describes any more
type Db = Kysely<any>

/**
 * What a provider says of itself, and its logo. SQLite has no transaction around a migration, so each part may be run
 * again after a kill.
 */
export const company = (engine: Engine): Migration => ({
  async up(db: Db) {
    for (const column of ['website', 'email', 'phone']) await addText(db, 'providers', column)
    await createLogos(db, engine)
    if (engine === 'postgres') await isolateByProvider(db, 'logos')
  },
})

/** The version stands before the bytes, which are long: who reads only that does not read over them. */
async function createLogos(db: Db, engine: Engine): Promise<void> {
  await db.schema
    .createTable('logos')
    .ifNotExists()
    .addColumn('provider_id', 'integer', (c) => c.primaryKey().notNull().references('providers.id'))
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('bytes', engine === 'postgres' ? 'bytea' : 'blob', (c) => c.notNull())
    .execute()
}
