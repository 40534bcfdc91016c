import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { initial } from './migrations/0001-initial.ts'
import { desk } from './migrations/0002-desk.ts'
import { search } from './migrations/0003-search.ts'
import { profile } from './migrations/0004-profile.ts'
import { invitations } from './migrations/0005-invitations.ts'
import { liveSessions } from './migrations/0006-live-sessions.ts'
import { company } from './migrations/0007-company.ts'
import type { Engine } from './schema.ts'

/** Forward only, run in the order of their names. */
const all: Record<string, (engine: Engine) => Migration> = {
  '0001-initial': initial,
  '0002-desk': desk,
  '0003-search': search,
  '0004-profile': profile,
  '0005-invitations': invitations,
  '0006-live-sessions': liveSessions,
  '0007-company': company,
}

/** Row-level security and the limit of a page's query hold for a migration too, unless it says otherwise. */
const unbound = (migration: Migration): Migration => ({
  async up(db) {
    await sql`select set_config('koopid.provider', '*', true), set_config('statement_timeout', '0', true)`.execute(
      db,
    )
    await migration.up(db)
  },
})

/** Brings the database to this version's schema. Several processes may call it at once. @returns names applied now. */
// biome-ignore lint/suspicious/noExplicitAny: a migration works on schemas that no type describes any more
export async function migrate(db: Kysely<any>, engine: Engine): Promise<string[]> {
  const provider: MigrationProvider = {
    getMigrations: async () =>
      Object.fromEntries(
        Object.entries(all).map(([name, make]) => [
          name,
          engine === 'postgres' ? unbound(make(engine)) : make(engine),
        ]),
      ),
  }
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw new Error('The database could not be brought to the current schema', { cause: error })
  return (results ?? []).map((result) => result.migrationName)
}
