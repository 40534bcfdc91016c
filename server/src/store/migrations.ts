import type { Kysely } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { initial } from './migrations/0001-initial.ts'

import type { Engine } from './schema.ts'

/** Forward only, run in the order of their names. */
const all: Record<string, (engine: Engine) => Migration> = { '0001-initial': initial }

/** Brings the database to this version's schema. Several processes may call it at once. @returns names applied now. */
// biome-ignore lint/suspicious/noExplicitAny: a migration works on schemas that no type describes any more
export async function migrate(db: Kysely<any>, engine: Engine): Promise<string[]> {
  const provider: MigrationProvider = {
    getMigrations: async () =>
      Object.fromEntries(Object.entries(all).map(([name, make]) => [name, make(engine)])),
  }
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw new Error('The database could not be brought to the current schema', { cause: error })
  return (results ?? []).map((result) => result.migrationName)
}
