import { type Kysely, sql } from 'kysely'

const announced = sql`current_setting('koopid.provider', true)`

/** How a policy asks whose row it is. `walk` asks once for a whole query: dearer to plan, and much cheaper for many rows. */
const scopes = {
  row: sql`(${announced} in ('*', provider_id::text))`,
  walk: sql`(case when (select ${announced}) = '*' then true
    else provider_id = (select nullif(${announced}, '')::integer) end)`,
}

/** Row-level security, the second belt on PostgreSQL: a connection sees the provider it announced, or all when it says `*`. */
export async function isolateByProvider(
  // biome-ignore lint/suspicious/noExplicitAny: a migration works on schemas that no type describes any more
  db: Kysely<any>,
  table: string,
  kind: keyof typeof scopes = 'row',
): Promise<void> {
  const scope = scopes[kind]
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
  // FORCE: the tables' owner is who we connect as, and owners are exempt otherwise.
  await sql`alter table ${sql.table(table)} force row level security`.execute(db)
  // A migration may come twice.
  await sql`drop policy if exists provider_isolation on ${sql.table(table)}`.execute(db)
  await sql`create policy provider_isolation on ${sql.table(table)} using ${scope} with check ${scope}`.execute(
    db,
  )
}
