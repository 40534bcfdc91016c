import { PostgresDialect } from 'kysely'
import pg from 'pg'

// int8 arrives as text by default; every bigint column here is milliseconds or a count, well below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export type PostgresPool = { dialect: PostgresDialect; pool: pg.Pool }

/** A pool that gives up after 3 s rather than keep a browser waiting. */
export function openPostgres(url: string, onError: (error: Error) => void): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 3000,
    statement_timeout: 10_000,
    application_name: 'koopid',
  })
  pool.on('error', onError)
  return { dialect: new PostgresDialect({ pool }), pool }
}
