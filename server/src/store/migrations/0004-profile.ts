import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { isolateByProvider } from '../isolation.ts'
import type { Engine } from '../schema.ts'
import { addText } from './add-text.ts'

// biome-ignore lint/suspicious/noExplicitAny: a migration works on schemas that no type describes any more
type Db = Kysely<any>

/**
 * Phone number and profile picture. Which picture is with the person, as sessions and lists need only that; its bytes
 * are apart. SQLite has no transaction around a migration, so each part may be run again after a kill.
 */
export const profile = (engine: Engine): Migration => ({
  async up(db: Db) {
    for (const column of ['phone', 'picture']) await addText(db, 'people', column)
    await createPictures(db, engine)
    if (engine === 'postgres') await isolateByProvider(db, 'pictures')
  },
})

async function createPictures(db: Db, engine: Engine): Promise<void> {
  await db.schema
    .createTable('pictures')
    .ifNotExists()
    .addColumn('provider_id', 'integer', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('bytes', engine === 'postgres' ? 'bytea' : 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('pictures_key', ['provider_id', 'person_id'])
    .addForeignKeyConstraint('pictures_person', ['provider_id', 'person_id'], 'people', ['provider_id', 'id'])
    .execute()
}
