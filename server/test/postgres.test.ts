import pg from 'pg'
import { expect, test } from 'vitest'
import { postgresDatabase } from './postgres-database.ts'

async function ask(url: string, sql: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows[0]
  } finally {
    await client.end()
  }
}

test('a suite gets a database of its own, as a role that row-level security binds', async () => {
  const [one, two] = await Promise.all([postgresDatabase(), postgresDatabase()])
  expect(one).not.toBe(two)
  await ask(one, 'CREATE TABLE only_in_one (id int)')
  const found = await ask(
    two,
    `SELECT to_regclass('only_in_one') AS other, rolsuper AS super, rolbypassrls AS bypass, current_setting('fsync') AS fsync
       FROM pg_roles WHERE rolname = current_user`,
  )
  expect(found).toEqual({ other: null, super: false, bypass: false, fsync: 'on' })
})
