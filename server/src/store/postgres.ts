import { Kysely, type PostgresPool as KyselyPool, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './schema.ts'

// int8 arrives as text by default; every bigint column here is milliseconds or a count, well below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Milliseconds: for a connection, for a query, and how long nobody asks again after a database that kept silent. */
const limits = { connect: 2500, query: 2500, rest: 1000 }

/** Sends one query at once, ahead of whatever is asked after it; the database answers in order. */
export type Send = (text: string, parameters?: readonly unknown[]) => Promise<{ command?: string }>
/** A connection that nobody else has meanwhile. */
export type Connection = { db: Kysely<Tables>; send: Send }

export type PostgresPool = {
  dialect: PostgresDialect
  /** Lends a connection for as long as the work lasts. */
  lend<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  /** Runs what may take longer than a page may wait, such as a migration. */
  patiently<T>(work: () => Promise<T>): Promise<T>
}

/** A pool that gives up after 2.5 s rather than keep a browser waiting. */
export function openPostgres(url: string, onError: (error: Error) => void): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: limits.connect,
    statement_timeout: 10_000,
    // What is asked without waiting for the answer before goes out at once; the server answers in order.
    pipeline: true,
    application_name: 'koopid',
  })
  pool.on('error', onError)
  // A client that is in use when the database goes away says so itself; unheard, that ends the process.
  pool.on('connect', (client) => client.on('error', onError))
  const clients = new WeakMap<pg.PoolClient, Client>()
  let patient = false
  let answeredAt = 0
  let askAgainAt = 0

  /** One query within its limit; after a silence the client is of no use any more. */
  const bounded = (client: pg.PoolClient): Client => {
    let lost: Error | undefined
    const query = async (text: string, parameters: readonly unknown[] = []) => {
      if (lost) throw lost
      const began = performance.now()
      try {
        const result = await withLimit(
          client.query(text, [...parameters]),
          patient ? undefined : limits.query,
        )
        answeredAt = performance.now()
        return result
      } catch (error) {
        if (!(error instanceof Silence)) throw error
        lost = error
        // Slow is one thing; when nobody else got an answer either, the next page need not wait to learn it.
        if (answeredAt <= began) askAgainAt = performance.now() + limits.rest
        throw error
      }
    }
    const release = () => client.release(lost)
    return { query, release, db: kyselyOn(query) }
  }
  const connect = async () => {
    if (performance.now() < askAgainAt) throw new Silence()
    try {
      const client = await pool.connect()
      const known = clients.get(client) ?? bounded(client)
      clients.set(client, known)
      return known
    } catch (error) {
      if (/timeout/.test((error as Error).message)) askAgainAt = performance.now() + limits.rest
      throw error
    }
  }
  return {
    dialect: dialectOf({ connect, end: () => pool.end() }),
    async lend(work) {
      const { db, query, release } = await connect()
      try {
        return await work({ db, send: query })
      } finally {
        release()
      }
    },
    async patiently(work) {
      patient = true
      try {
        return await work()
      } finally {
        patient = false
      }
    },
  }
}

type Query = (text: string, parameters?: readonly unknown[]) => Promise<pg.QueryResult>
type Client = { query: Query; release: () => void; db: Kysely<Tables> }
type Lender = { connect: () => Promise<Pick<Client, 'query' | 'release'>>; end: () => Promise<void> }

const dialectOf = (lender: Lender) =>
  new PostgresDialect({ pool: { ...lender, options: {} } as unknown as KyselyPool })

/**
 * Kysely on one connection. Not its own way of lending one: that lets only one query at a time onto it, and here what is
 * asked together shall go out together.
 */
function kyselyOn(query: Query): Kysely<Tables> {
  const client = { query, release: () => {} }
  return new Kysely<Tables>({
    dialect: dialectOf({ connect: async () => client, end: async () => {} }),
  })
}

class Silence extends Error {
  readonly code = 'ETIMEDOUT'
  constructor() {
    super('The database does not answer')
  }
}

async function withLimit<T>(answer: Promise<T>, limit: number | undefined): Promise<T> {
  if (limit === undefined) return answer
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Silence()), limit)
  })
  try {
    return await Promise.race([answer, silence])
  } finally {
    clearTimeout(timer)
    // After the limit nobody waits for it any more.
    answer.catch(() => {})
  }
}
