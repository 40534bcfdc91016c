import { Kysely, sql } from 'kysely'
import type { DatabaseSetting } from '../settings.ts'
import { type Bus, type BusMessage, inProcessBus, postgresBus } from './bus.ts'
import { type Claim, claimRow, claimsInMemory } from './claims.ts'
import { type Durability, groupCommit } from './group-commit.ts'
import { migrate } from './migrations.ts'
import { type Connection, openPostgres } from './postgres.ts'
import { type ProviderId, ProviderStore, type QueryTexts } from './provider-store.ts'
import type { Engine, Tables } from './schema.ts'
import { openSqlite } from './sqlite.ts'

/** Tells the bus after the commit, and not at all when the transaction rolls back. */
export type AfterCommit = (message: BusMessage) => void

type ScopedWork<T> = (store: ProviderStore, after: AfterCommit) => Promise<T>
type Across<T> = (db: Kysely<Tables>, after: AfterCommit) => Promise<T>

/** What has to happen in the same transaction because of what its work told the bus. */
export type Consequence = (store: ProviderStore, after: AfterCommit, message: BusMessage) => Promise<void>

export type Store = {
  readonly engine: Engine
  readonly bus: Bus
  /**
   * Registers what follows from a change, whoever makes it: a caller cannot forget it, and it commits or rolls back with
   * the change.
   */
  follow(consequence: Consequence): void
  migrate(): Promise<string[]>
  /** Reads on behalf of one provider. */
  read<T>(provider: ProviderId, work: (store: ProviderStore) => Promise<T>): Promise<T>
  /**
   * All or nothing, on behalf of one provider. No network call belongs inside: SQLite has one writer. The work may run
   * again after a lost race. `durability` is `power` unless the caller can say why less will do.
   */
  transaction<T>(provider: ProviderId, work: ScopedWork<T>, durability?: Durability): Promise<T>
  /** For what may happen once among all nodes. A crash may lose it, so nothing may rest on it alone. */
  claim: Claim
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
  const { follow, followed } = consequences()
  let lookedAt = 0
  return {
    engine: 'sqlite',
    bus,
    follow,
    migrate: () => migrate(db, 'sqlite'),
    read: (provider, work) => work(new ProviderStore(db, texts, provider)),
    transaction: (provider, work, durability = 'power') =>
      telling(bus, (after) =>
        commit((tx) => followed(work)(new ProviderStore(tx, texts, provider), after), durability),
      ),
    claim: claimsInMemory(),
    acrossProviders: (work) => telling(bus, (after) => commit((tx) => work(tx, after), 'power')),
    async ping() {
      await sql`select 1`.execute(db)
    },
    noticeOtherProcesses() {
      const now = performance.now()
      if (now - lookedAt < 250) return
      lookedAt = now
      if (changedElsewhere()) bus.publish({ kind: 'everything_changed' })
    },
    async close() {
      await bus.close()
      await db.destroy()
    },
  }
}

function postgresStore(url: string, onError: (error: Error) => void): Store {
  const { dialect, lend, patiently } = openPostgres(url, onError)
  const db = new Kysely<Tables>({ dialect })
  const bus = postgresBus(url, onError)
  const texts: QueryTexts = new Map()
  /** Other nodes hear of a change with its commit (NOTIFY is transactional), so that none can be lost between the two. */
  const notifying =
    <T>(work: Across<T>, after: AfterCommit) =>
    async (tx: Kysely<Tables>): Promise<Ending<T>> => {
      const messages: BusMessage[] = []
      const result = await work(tx, (message) => messages.push(message))
      for (const message of messages) after(message)
      return messages.length > 0 ? { result, last: bus.notification(messages) } : { result }
    }
  const commit = <T>(
    scope: Scope,
    work: (tx: Kysely<Tables>) => Promise<Ending<T>>,
    durability: Durability,
  ) => winningRaces(() => lend((connection) => inTransaction(connection, scope, durability, work)))
  const { follow, followed } = consequences()
  return {
    engine: 'postgres',
    bus,
    follow,
    migrate: () => patiently(() => migrate(db, 'postgres')),
    read: (provider, work) =>
      commit(
        provider,
        async (tx) => ({ result: await work(new ProviderStore(tx, texts, provider)) }),
        'process',
      ),
    transaction: (provider, work, durability = 'power') =>
      telling(bus, (after) =>
        commit(
          provider,
          notifying((tx, tell) => followed(work)(new ProviderStore(tx, texts, provider), tell), after),
          durability,
        ),
      ),
    claim: (provider, name, until) =>
      commit(
        provider,
        async (tx) => ({ result: await claimRow(new ProviderStore(tx, texts, provider), name, until) }),
        'process',
      ),
    acrossProviders: (work) => telling(bus, (after) => commit('*', notifying(work, after), 'power')),
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

function consequences() {
  const all: Consequence[] = []
  const followed =
    <T>(work: ScopedWork<T>): ScopedWork<T> =>
    async (store, after) => {
      const told: BusMessage[] = []
      const tell: AfterCommit = (message) => {
        told.push(message)
        after(message)
      }
      const result = await work(store, tell)
      // What follows may tell more; that has consequences too.
      for (let next = 0; next < told.length; next += 1)
        for (const consequence of all) await consequence(store, tell, told[next]!)
      return result
    }
  return { follow: (consequence: Consequence) => void all.push(consequence), followed }
}

type Scope = ProviderId | '*'
/** `last`: the query that goes out with the commit. */
type Ending<T> = { result: T; last?: readonly [string, unknown[]] }

/**
 * Scopes the transaction (row-level security reads the scope, which ends with it) and sets its durability. The opening
 * travels with the first query, the messages with the commit: where one of them fails, PostgreSQL fails all behind it.
 */
async function inTransaction<T>(
  { db, send }: Connection,
  scope: Scope,
  durability: Durability,
  work: (tx: Kysely<Tables>) => Promise<Ending<T>>,
): Promise<T> {
  const flush = durability === 'power' ? 'on' : 'off'
  // Sent before the work begins: nothing of it may reach the database outside of its scope.
  const opened = send(
    `begin; set local koopid.provider = '${scope}'; set local synchronous_commit = ${flush}`,
  )
  const neverOpened = opened.then(
    () => undefined,
    (error: Error) => error,
  )
  try {
    const { result, last } = await work(db)
    await opened
    const [, { command }] = await Promise.all([last && send(...last), send('commit')])
    // A query failed and its error was caught: then the commit has undone everything.
    if (command === 'ROLLBACK')
      throw new Error('A query of this transaction failed, so that nothing was committed')
    return result
  } catch (error) {
    // A connection that is gone has rolled back by itself.
    await send('rollback').catch(() => {})
    // Then what came behind failed because of that.
    throw (await neverOpened) ?? error
  }
}

/** Publishes what the last run of the work wanted told, once it is committed. */
async function telling<T>(bus: Bus, run: (after: AfterCommit) => Promise<T>): Promise<T> {
  const messages = new Map<string, BusMessage>()
  const result = await run((message) => messages.set(JSON.stringify(message), message))
  for (const message of messages.values()) bus.publish(message)
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
