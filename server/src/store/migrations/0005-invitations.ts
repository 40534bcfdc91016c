import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * After how many seconds on a page a web channel invites a visitor; `null` for never. SQLite has no transaction around a
 * migration, so it may be run again after a kill.
 */
export const invitations = (): Migration => ({
  // biome-ignore lint/suspicious/noExplicitAny: a migration works on schemas that no type describes any more
  async up(db: Kysely<any>) {
    const tables = await db.introspection.getTables()
    const channels = tables.find(({ name }) => name === 'channels')
    if (channels?.columns.some(({ name }) => name === 'invite_after')) return
    await db.schema.alterTable('channels').addColumn('invite_after', 'integer').execute()
  },
})
