import { Kysely, sql } from 'kysely'
import type { DatabaseSetting } from '../settings.ts'
import { type Bus, type BusMessage, inProcessBus, postgresBus } from './bus.ts'
import { type Engine, migrate } from './migrations.ts'
import { openPostgres } from './postgres.ts'
import { type ProviderId, ProviderStore } from './provider-store.ts'
import type { Tables } from './schema.ts'
import { openSqlite } from './sqlite.ts'

/** Tells the bus after the commit, and not at all when the transaction rolls back. */
export type AfterCommit = (message: BusMessage) => void

export type Store = {
  readonly engine: Engine
  readonly bus: Bus
  migrate(): Promise<string[]>
  /** Reads on behalf of one provider. */
  read<T>(provider: ProviderId, work: (store: ProviderStore) => Promise<T>): Promise<T>
  /** All or nothing, on behalf of one provider. No network call belongs inside: SQLite has one writer. */
  transaction<T>(
    provider: ProviderId,
    work: (store: ProviderStore, after: AfterCommit) => Promise<T>,
  ): Promise<T>
  /** Across providers: for the list of providers, for sweeping, and for nothing that a provider's user triggers. */
  acrossProviders<T>(work: (db: Kysely<Tables>, after: AfterCommit) => Promise<T>): Promise<T>
  /** Resolves when the database answers. */
  ping(): Promise<void>
  /** Notices commits of other processes on the same SQLite file; at most one look per 250 ms. */
  noticeOtherProcesses(): void
  close(): Promise<void>
}

/** Opens SQLite or PostgreSQL; the same query text serves both. */
export function openStore(setting: DatabaseSetting, onError: (error: Error) => void): Store {
  return setting.kind === 'sqlite' ? sqliteStore(setting.path) : postgresStore(setting.url, onError)
}

function sqliteStore(path: string): Store {
  const { dialect, changedElsewhere } = openSqlite(path)
  const db = new Kysely<Tables>({ dialect })
  const bus = inProcessBus()
  let lookedAt = 0
  return {
    engine: 'sqlite',
    bus,
    migrate: () => migrate(db, 'sqlite'),
    read: (provider, work) => work(new ProviderStore(db, provider)),
    transaction: (provider, work) =>
      committing(db, bus, (transaction, after) => work(new ProviderStore(transaction, provider), after)),
    acrossProviders: (work) => committing(db, bus, work),
    async ping() {
      await sql`select 1`.execute(db)
    },
    noticeOtherProcesses() {
      const now = performance.now()
      if (now - lookedAt < 250) return
      lookedAt = now
      if (changedElsewhere()) void bus.publish({ kind: 'everything_changed' })
    },
    async close() {
      await bus.close()
      await db.destroy()
    },
  }
}

function postgresStore(url: string, onError: (error: Error) => void): Store {
  const { dialect, pool } = openPostgres(url, onError)
  const db = new Kysely<Tables>({ dialect })
  const bus = postgresBus(url, pool, onError)
  // Row-level security reads this; the third argument makes it end with the transaction.
  const announce = (transaction: Kysely<Tables>, scope: string) =>
    sql`select set_config('koopid.provider', ${scope}, true)`.execute(transaction)
  const scoped = async <T>(
    provider: ProviderId,
    work: (store: ProviderStore, after: AfterCommit) => Promise<T>,
  ) =>
    committing(db, bus, async (transaction, after) => {
      await announce(transaction, String(provider))
      return work(new ProviderStore(transaction, provider), after)
    })
  return {
    engine: 'postgres',
    bus,
    migrate: () => migrate(db, 'postgres'),
    read: (provider, work) => scoped(provider, work),
    transaction: scoped,
    acrossProviders: (work) =>
      committing(db, bus, async (transaction, after) => {
        await announce(transaction, '*')
        return work(transaction, after)
      }),
    async ping() {
      await sql`select 1`.execute(db)
    },
    noticeOtherProcesses() {},
    async close() {
      await bus.close()
      await db.destroy()
    },
  }
}

/** Tries again where PostgreSQL says that another transaction was first: serialization, deadlock, unique key. */
const lostRace = new Set(['40001', '40P01', '23505'])

async function committing<T>(
  db: Kysely<Tables>,
  bus: Bus,
  work: (db: Kysely<Tables>, after: AfterCommit) => Promise<T>,
  triesLeft = 2,
): Promise<T> {
  const messages: BusMessage[] = []
  let result: T
  try {
    result = await db.transaction().execute((transaction) => work(transaction, (m) => messages.push(m)))
  } catch (error) {
    if (triesLeft > 0 && lostRace.has((error as { code?: string }).code ?? ''))
      return committing(db, bus, work, triesLeft - 1)
    throw error
  }
  for (const message of messages) await bus.publish(message)
  return result
}
