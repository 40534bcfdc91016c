import { type Kysely, sql } from 'kysely'

/** Row-level security, the second belt on PostgreSQL: a connection sees the provider it announced, or all when it says `*`. */
// biome-ignore lint/suspicious/noExplicitAny: a migration works on schemas that no type describes any more
export async function isolateByProvider(db: Kysely<any>, table: string): Promise<void> {
  const scope = sql`(current_setting('koopid.provider', true) in ('*', provider_id::text))`
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
  // FORCE: the tables' owner is who we connect as, and owners are exempt otherwise.
  await sql`alter table ${sql.table(table)} force row level security`.execute(db)
  await sql`create policy provider_isolation on ${sql.table(table)} using ${scope} with check ${scope}`.execute(
    db,
  )
}
