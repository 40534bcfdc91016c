import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import type { DatabaseSetting } from '../settings.ts'
import { initial } from './migrations/0001-initial.ts'

export type Engine = DatabaseSetting['kind']

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

/** Row-level security, the second belt on PostgreSQL: a connection sees the provider it announced, or all when it says `*`. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export async function isolateByProvider(db: Kysely<any>, table: string): Promise<void> {
  const scope = sql`(current_setting('koopid.provider', true) in ('*', provider_id::text))`
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
  // FORCE: the tables' owner is who we connect as, and owners are exempt otherwise.
  await sql`alter table ${sql.table(table)} force row level security`.execute(db)
  await sql`create policy provider_isolation on ${sql.table(table)} using ${scope} with check ${scope}`.execute(
    db,
  )
}
