import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { SqliteDialect } from 'kysely'

export type SqliteFile = {
  dialect: SqliteDialect
  /** Runs a statement without parameters or rows, such as `commit`, on the one connection. */
  control: (statement: string) => void
  changedElsewhere: () => boolean
}

/** Opens a SQLite file in WAL mode with synchronous=FULL: what was answered survives power loss. */
export function openSqlite(path: string): SqliteFile {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const file = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 5000 })
  file.exec('pragma journal_mode = wal; pragma synchronous = full; pragma temp_store = memory')
  // 64 MiB; of the 2 MiB it takes by itself, keys of hashes and ids use up a page each.
  file.exec('pragma cache_size = -65536')
  const statements = new Map<string, { statement: StatementSync; reader: boolean }>()
  const prepare = (text: string) => {
    // A transaction that starts by reading must not lose the race to another process when it writes.
    const sql = text === 'begin' ? 'begin immediate' : text
    let entry = statements.get(sql)
    if (!entry) {
      if (statements.size >= 500) statements.clear()
      const statement = file.prepare(sql)
      entry = { statement, reader: statement.columns().length > 0 }
      statements.set(sql, entry)
    }
    return entry
  }
  const database = {
    close: () => file.close(),
    prepare(text: string) {
      const { statement, reader } = prepare(text)
      return {
        reader,
        all: (values: readonly unknown[]) => statement.all(...(values as SQLInputValue[])),
        run: (values: readonly unknown[]) => statement.run(...(values as SQLInputValue[])),
        iterate: (values: readonly unknown[]) => statement.iterate(...(values as SQLInputValue[])),
      }
    },
  }
  return {
    dialect: new SqliteDialect({ database }),
    control: (statement) => void prepare(statement).statement.run(),
    changedElsewhere: dataVersionWatch(file),
  }
}

/** `pragma data_version` moves when another process commits, such as a `koopid` command beside the server. */
function dataVersionWatch(file: DatabaseSync): () => boolean {
  const statement = file.prepare('pragma data_version')
  const read = () => (statement.get() as { data_version: number }).data_version
  let last = read()
  return () => {
    const now = read()
    const changed = now !== last
    last = now
    return changed
  }
}
