import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * A person's live sessions, found without walking through those that ended, and read from the index alone: `ended_at` is
 * in it because SQLite fetches the row for a column that an index does not name. SQLite has no transaction around a
 * migration, so it may be run again after a kill.
 */
export const liveSessions = (): Migration => ({
  // biome-ignore lint/suspicious/noExplicitAny: a migration works on schemas that no type describes any more
  async up(db: Kysely<any>) {
    await sql`
      create index if not exists sessions_live
        on sessions (provider_id, person_id, created_at, expires_at, token_hash, ended_at)
        where ended_at is null
    `.execute(db)
    await db.schema.dropIndex('sessions_by_person').ifExists().execute()
  },
})
