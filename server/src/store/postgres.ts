import { PostgresDialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'

// int8 arrives as text by default; every bigint column here is milliseconds or a count, well below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Milliseconds: for a connection, for a query, and how long nobody asks again after a database that kept silent. */
const limits = { connect: 2500, query: 2500, rest: 1000 }

export type PostgresPool = {
  dialect: PostgresDialect
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
  let patient = false
  let answeredAt = 0
  let askAgainAt = 0

  /** One query within its limit; after a silence the client is of no use any more. */
  const bounded = (client: pg.PoolClient): PostgresPoolClient => {
    let lost: Error | undefined
    const query = async (sql: string, parameters: readonly unknown[]) => {
      if (lost) throw lost
      const began = performance.now()
      try {
        const result = await withLimit(client.query(sql, [...parameters]), patient ? undefined : limits.query)
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
    return { query, release: () => client.release(lost) } as unknown as PostgresPoolClient
  }
  const connect = async () => {
    if (performance.now() < askAgainAt) throw new Silence()
    try {
      return bounded(await pool.connect())
    } catch (error) {
      if (/timeout/.test((error as Error).message)) askAgainAt = performance.now() + limits.rest
      throw error
    }
  }
  return {
    dialect: new PostgresDialect({ pool: { connect, end: () => pool.end(), options: pool.options } }),
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
