import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { fold } from '../fold.ts'
import { isolateByProvider } from '../isolation.ts'
import type { Engine } from '../schema.ts'

/** Rows that are folded at a time; SQLite commits them together. */
const step = 1000
/** Characters of a folded text. */
const longest = 16_384

// biome-ignore lint/suspicious/noExplicitAny: a migration works on schemas that no type describes any more
type Db = Kysely<any>

/**
 * What a search compares with, folded: texts of messages by time, names and addresses of customers, and the last text of
 * each conversation. SQLite has no transaction around a migration, so each part may be run again after a kill.
 */
export const search = (engine: Engine): Migration => ({
  async up(db: Db) {
    const together = engine === 'sqlite' ? inOneCommit : (_db: Db, work: () => Promise<void>) => work()
    await createTexts(db)
    await indexHolders(db)
    if (engine === 'postgres') await isolateByProvider(db, 'message_texts', 'walk')
    await addColumn(db, 'contacts', 'folded')
    await addColumn(db, 'conversations', 'last_folded')
    await foldMessages(db, together)
    await foldRows(db, together, 'contacts', 'folded', ({ name, email }) => `${name}\n${email ?? ''}`)
    await foldRows(db, together, 'conversations', 'last_folded', ({ last_text }) => last_text ?? '')
  },
})

type Together = (db: Db, work: () => Promise<void>) => Promise<void>

const inOneCommit: Together = async (db, work) => {
  await sql`begin`.execute(db)
  await work()
  await sql`commit`.execute(db)
}

async function createTexts(db: Db): Promise<void> {
  await db.schema
    .createTable('message_texts')
    .ifNotExists()
    .addColumn('provider_id', 'integer', (c) => c.notNull().references('providers.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('folded', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('message_texts_key', ['provider_id', 'at', 'conversation_id', 'seq'])
    .execute()
}

/** Whether somebody ever had a conversation is asked for each one that a search finds. */
async function indexHolders(db: Db): Promise<void> {
  const columns = ['provider_id', 'to_id', 'conversation_id']
  await db.schema
    .createIndex('assignments_by_holder')
    .ifNotExists()
    .on('assignments')
    .columns(columns)
    .execute()
  await db.schema.dropIndex('assignments_by_to_id').ifExists().execute()
}

async function addColumn(db: Db, table: string, column: string): Promise<void> {
  const tables = await db.introspection.getTables()
  const known = tables.find(({ name }) => name === table)?.columns.some(({ name }) => name === column)
  if (known) return
  await db.schema
    .alterTable(table)
    .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
    .execute()
}

/** In the order of time, for which there is an index as long as this takes: what is read together then lies together. */
async function foldMessages(db: Db, together: Together): Promise<void> {
  const key = ['provider_id', 'at', 'conversation_id', 'seq']
  await db.schema.createIndex('messages_by_time').ifNotExists().on('messages').columns(key).execute()
  for await (const rows of inSteps(db, 'messages', key)) {
    const texts = rows
      .filter(({ kind }) => kind !== 'system')
      .map(({ provider_id, at, conversation_id, seq, body }) => ({
        ...{ provider_id, at, conversation_id, seq },
        folded: fold(body).slice(0, longest),
      }))
    if (texts.length === 0) continue
    const adding = db.insertInto('message_texts').values(texts)
    await together(db, async () => {
      await adding.onConflict((conflict) => conflict.doNothing()).execute()
    })
  }
  await db.schema.dropIndex('messages_by_time').execute()
}

// biome-ignore lint/suspicious/noExplicitAny: see above
type Rows = any[]

/** Folds what a row says into one of its own columns. */
async function foldRows(
  db: Db,
  together: Together,
  table: string,
  column: string,
  textOf: (row: Rows[number]) => string,
): Promise<void> {
  for await (const rows of inSteps(db, table, ['provider_id', 'id'])) {
    const values = rows.map((row) => sql`(${row.provider_id}, ${row.id}, ${fold(textOf(row))})`)
    // Both engines call the columns of a list of values so.
    const update = sql`
      update ${sql.table(table)} set ${sql.ref(column)} = given.column3
      from (values ${sql.join(values)}) as given
      where ${sql.table(table)}.provider_id = cast(given.column1 as integer)
        and ${sql.table(table)}.id = given.column2`
    await together(db, async () => void (await update.execute(db)))
  }
}

/** All rows of a table, so many at a time, upwards by a key that has an index. */
async function* inSteps(db: Db, table: string, key: string[]): AsyncGenerator<Rows> {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  let after: unknown[] | undefined
  for (;;) {
    let query = db.selectFrom(table).selectAll().orderBy(columns).limit(step)
    if (after) query = query.where(sql<boolean>`(${columns}) > (${sql.join(after)})`)
    const rows = await query.execute()
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < step) return
    after = key.map((column) => last[column])
  }
}
