import { Kysely, sql } from 'kysely'
import type { DatabaseSetting } from '../settings.ts'
import { type Bus, type BusMessage, inProcessBus, postgresBus } from './bus.ts'
import { type Durability, groupCommit } from './group-commit.ts'
import { migrate } from './migrations.ts'
import { openPostgres } from './postgres.ts'
import { type ProviderId, ProviderStore, type QueryTexts } from './provider-store.ts'
import type { Engine, Tables } from './schema.ts'
import { openSqlite } from './sqlite.ts'

/** Tells the bus after the commit, and not at all when the transaction rolls back. */
export type AfterCommit = (message: BusMessage) => void

type ScopedWork<T> = (store: ProviderStore, after: AfterCommit) => Promise<T>
type Across<T> = (db: Kysely<Tables>, after: AfterCommit) => Promise<T>

export type Store = {
  readonly engine: Engine
  readonly bus: Bus
  migrate(): Promise<string[]>
  /** Reads on behalf of one provider. */
  read<T>(provider: ProviderId, work: (store: ProviderStore) => Promise<T>): Promise<T>
  /**
   * All or nothing, on behalf of one provider. No network call belongs inside: SQLite has one writer. The work may run
   * again after a lost race. `durability` is `power` unless the caller can say why less will do.
   */
  transaction<T>(provider: ProviderId, work: ScopedWork<T>, durability?: Durability): Promise<T>
  /** Across providers: for the list of providers, for sweeping, and for nothing that a provider's user triggers. */
  acrossProviders<T>(work: Across<T>): Promise<T>
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
  const { dialect, control, changedElsewhere } = openSqlite(path)
  const db = new Kysely<Tables>({ dialect })
  const bus = inProcessBus()
  const texts: QueryTexts = new Map()
  const commit = groupCommit(db, control)
  let lookedAt = 0
  return {
    engine: 'sqlite',
    bus,
    migrate: () => migrate(db, 'sqlite'),
    read: (provider, work) => work(new ProviderStore(db, texts, provider)),
    transaction: (provider, work, durability = 'power') =>
      telling(bus, (after) =>
        commit((tx) => work(new ProviderStore(tx, texts, provider), after), durability),
      ),
    acrossProviders: (work) => telling(bus, (after) => commit((tx) => work(tx, after), 'power')),
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
  const { dialect, pool, patiently } = openPostgres(url, onError)
  const db = new Kysely<Tables>({ dialect })
  const bus = postgresBus(url, pool, onError)
  const texts: QueryTexts = new Map()
  const commit = <T>(scope: string, work: (tx: Kysely<Tables>) => Promise<T>, durability: Durability) =>
    winningRaces(() =>
      db.transaction().execute(async (tx) => {
        // Row-level security reads the first; both end with the transaction.
        await sql`select set_config('koopid.provider', ${scope}, true), set_config('synchronous_commit', ${durability === 'power' ? 'on' : 'off'}, true)`.execute(
          tx,
        )
        return work(tx)
      }),
    )
  return {
    engine: 'postgres',
    bus,
    migrate: () => patiently(() => migrate(db, 'postgres')),
    read: (provider, work) =>
      commit(String(provider), (tx) => work(new ProviderStore(tx, texts, provider)), 'process'),
    transaction: (provider, work, durability = 'power') =>
      telling(bus, (after) =>
        commit(String(provider), (tx) => work(new ProviderStore(tx, texts, provider), after), durability),
      ),
    acrossProviders: (work) => telling(bus, (after) => commit('*', (tx) => work(tx, after), 'power')),
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

/** Publishes what the last run of the work wanted told, once it is committed. */
async function telling<T>(bus: Bus, run: (after: AfterCommit) => Promise<T>): Promise<T> {
  const messages = new Map<string, BusMessage>()
  const result = await run((message) => messages.set(JSON.stringify(message), message))
  for (const message of messages.values()) await bus.publish(message)
  return result
}

/** PostgreSQL says that another transaction was first: serialization, deadlock, unique key. Then the work sees its result. */
const lostRace = new Set(['40001', '40P01', '23505'])

async function winningRaces<T>(run: () => Promise<T>, triesLeft = 2): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (triesLeft > 0 && lostRace.has((error as { code?: string }).code ?? ''))
      return winningRaces(run, triesLeft - 1)
    throw error
  }
}
