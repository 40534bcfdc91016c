import { type Kysely, sql } from 'kysely'
import type { Tables } from './schema.ts'

/** `power`: the answer waits until the disk has it. `process`: it survives a killed process, not a power cut. */
export type Durability = 'power' | 'process'

export type Work<T> = (db: Kysely<Tables>) => Promise<T>
type Job = { work: Work<unknown>; resolve: (value: never) => void; reject: (error: unknown) => void }

/** Milliseconds that a commit waits for company, as PostgreSQL's `commit_delay` does; under a disk's own delay. */
const company = 2

/**
 * SQLite has one writer, and waiting for the disk is most of what a commit costs. Transactions that are asked for at
 * about the same time share one commit; each has its own savepoint, and none is answered before the commit.
 */
export function groupCommit(db: Kysely<Tables>): <T>(work: Work<T>, durability: Durability) => Promise<T> {
  const queue = (durability: Durability, soon: (run: () => void) => void) => {
    let waiting: Job[] = []
    let scheduled = false
    const drain = () => {
      scheduled = false
      const jobs = waiting
      waiting = []
      void commitTogether(db, jobs, durability)
    }
    return (job: Job) => {
      waiting.push(job)
      if (scheduled) return
      scheduled = true
      soon(drain)
    }
  }
  const queues = {
    process: queue('process', setImmediate),
    power: queue('power', (run) => setTimeout(run, company)),
  }
  return (work, durability) =>
    new Promise((resolve, reject) => queues[durability]({ work, resolve: resolve as Job['resolve'], reject }))
}

async function commitTogether(db: Kysely<Tables>, jobs: Job[], durability: Durability): Promise<void> {
  const done: (() => void)[] = []
  try {
    await db.connection().execute(async (connection) => {
      // In WAL mode NORMAL leaves out the flush at commit and nothing else.
      await sql.raw(`pragma synchronous = ${durability === 'power' ? 'full' : 'normal'}`).execute(connection)
      await sql`begin`.execute(connection)
      try {
        for (const job of jobs) done.push(await runInSavepoint(connection, job))
        await sql`commit`.execute(connection)
      } catch (error) {
        await sql`rollback`.execute(connection).catch(() => {})
        throw error
      }
    })
  } catch (error) {
    for (const job of jobs) job.reject(error)
    return
  }
  for (const answer of done) answer()
}

/** @returns how to answer the caller once the whole group is committed. */
async function runInSavepoint(
  connection: Kysely<Tables>,
  { work, resolve, reject }: Job,
): Promise<() => void> {
  await sql`savepoint job`.execute(connection)
  try {
    const value = await work(connection)
    await sql`release job`.execute(connection)
    return () => resolve(value as never)
  } catch (error) {
    await sql`rollback to job`.execute(connection)
    await sql`release job`.execute(connection)
    return () => reject(error)
  }
}
