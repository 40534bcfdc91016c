import type { Kysely } from 'kysely'

/** A column of text, unless it is there: SQLite has no transaction around a migration, so it may come again after a kill. */
// biome-ignore lint/suspicious/noExplicitAny: a migration works on schemas that no type describes any more
export async function addText(db: Kysely<any>, table: string, column: string): Promise<void> {
  const tables = await db.introspection.getTables()
  const known = tables.find(({ name }) => name === table)?.columns.some(({ name }) => name === column)
  if (!known) await db.schema.alterTable(table).addColumn(column, 'text').execute()
}
