import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What the directory keeps: small, read on every request, so it is cached whole. */
export type RecordKind = 'org' | 'person' | 'app' | 'assignment' | 'key'

/** What the protocol keeps: codes, tokens, sessions, interactions. Large, short-lived, never cached. */
export type Artifact = Record<string, unknown> & {
  accountId?: string
  grantId?: string
  uid?: string
  consumed?: unknown
}

export type Store = ReturnType<typeof openStore>

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS record (
    org TEXT, kind TEXT, id TEXT, value TEXT NOT NULL, PRIMARY KEY (org, kind, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS artifact (
    org TEXT, model TEXT, id TEXT, value TEXT NOT NULL, expires INTEGER NOT NULL,
    account TEXT, grant_id TEXT, uid TEXT, PRIMARY KEY (org, model, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS artifact_account ON artifact (org, account) WHERE account IS NOT NULL;
  CREATE INDEX IF NOT EXISTS artifact_grant ON artifact (org, grant_id) WHERE grant_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS artifact_uid ON artifact (org, uid) WHERE uid IS NOT NULL;
  CREATE INDEX IF NOT EXISTS artifact_expires ON artifact (expires);
`

/**
 * Opens the state file. SQLite in WAL mode keeps every committed write through kill -9;
 * without a file the state lives in memory and dies with the process.
 */
export function openStore(file?: string) {
  if (file) mkdirSync(dirname(file), { recursive: true })
  const db = new DatabaseSync(file ?? ':memory:')
  db.exec(SCHEMA)
  return {
    records: openRecords(db),
    artifacts: openArtifacts(db),
    /** All or nothing: deactivating a person and ending their sessions belong together. */
    transaction<T>(work: () => T): T {
      db.exec('BEGIN IMMEDIATE')
      try {
        const result = work()
        db.exec('COMMIT')
        return result
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      }
    },
    close: () => db.close(),
  }
}

function openRecords(db: DatabaseSync) {
  const cache = new Map<string, Map<string, unknown>>()
  const select = db.prepare('SELECT id, value FROM record WHERE org = ? AND kind = ?')
  const write = db.prepare('INSERT OR REPLACE INTO record (org, kind, id, value) VALUES (?, ?, ?, ?)')
  const remove = db.prepare('DELETE FROM record WHERE org = ? AND kind = ? AND id = ?')
  const orgs = db.prepare("SELECT DISTINCT org FROM record WHERE kind = 'org' AND org <> '' ORDER BY org")

  function all(org: string, kind: RecordKind): Map<string, unknown> {
    const name = `${org}/${kind}`
    let found = cache.get(name)
    if (!found) {
      found = new Map(
        select.all(org, kind).map((row) => [String(row.id), JSON.parse(String(row.value))] as const),
      )
      cache.set(name, found)
    }
    return found
  }

  return {
    all,
    put(org: string, kind: RecordKind, id: string, value: unknown): void {
      write.run(org, kind, id, JSON.stringify(value))
      all(org, kind).set(id, value)
    },
    delete(org: string, kind: RecordKind, id: string): void {
      remove.run(org, kind, id)
      all(org, kind).delete(id)
    },
    orgNames: (): string[] => orgs.all().map((row) => String(row.org)),
  }
}

function openArtifacts(db: DatabaseSync) {
  const select = db.prepare('SELECT value, expires FROM artifact WHERE org = ? AND model = ? AND id = ?')
  const selectByUid = db.prepare('SELECT value FROM artifact WHERE org = ? AND uid = ? AND model = ?')
  const write = db.prepare(
    'INSERT OR REPLACE INTO artifact (org, model, id, value, expires, account, grant_id, uid) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const remove = db.prepare('DELETE FROM artifact WHERE org = ? AND model = ? AND id = ?')
  const removeGrant = db.prepare('DELETE FROM artifact WHERE org = ? AND model = ? AND grant_id = ?')
  const removeAccount = db.prepare('DELETE FROM artifact WHERE org = ? AND account = ?')
  const countSessions = db.prepare(
    "SELECT count(*) AS n FROM artifact WHERE org = ? AND account = ? AND model = 'Session' AND expires > ?",
  )
  const purge = db.prepare('DELETE FROM artifact WHERE expires < ?')
  let writes = 0
  const parse = (row: Record<string, unknown> | undefined) =>
    row ? (JSON.parse(String(row.value)) as Artifact) : undefined

  return {
    find: (org: string, model: string, id: string) => parse(select.get(org, model, id)),
    findByUid: (org: string, model: string, uid: string) => parse(selectByUid.get(org, uid, model)),
    put(org: string, model: string, id: string, value: Artifact, expires: number): void {
      const { accountId = null, grantId = null, uid = null } = value
      write.run(org, model, id, JSON.stringify(value), expires, accountId, grantId, uid)
      if (++writes % 5000 === 0) purge.run(now())
    },
    /** Marks a code as spent. False when it was already, so that two exchanges at once cannot both win. */
    consume(org: string, model: string, id: string): boolean {
      const row = select.get(org, model, id)
      const value = parse(row)
      if (!row || !value || value.consumed) return false
      this.put(org, model, id, { ...value, consumed: now() }, Number(row.expires))
      return true
    },
    delete: (org: string, model: string, id: string) => void remove.run(org, model, id),
    deleteByGrant: (org: string, model: string, grantId: string) => void removeGrant.run(org, model, grantId),
    deleteByAccount: (org: string, account: string) => void removeAccount.run(org, account),
    sessionsOf: (org: string, account: string) => Number(countSessions.get(org, account, now())?.n ?? 0),
  }
}

/** Seconds since the epoch, as JWTs count them. */
export function now(): number {
  return Math.floor(Date.now() / 1000)
}
