import { type Kysely, sql } from 'kysely'
import type { Tables } from './schema.ts'

/** `power`: the answer waits until the disk has it. `process`: it survives a killed process, not a power cut. */
export type Durability = 'power' | 'process'

export type Work<T> = (db: Kysely<Tables>) => Promise<T>
type Job = { work: Work<unknown>; resolve: (value: never) => void; reject: (error: unknown) => void }

/**
 * SQLite has one writer, and waiting for the disk is most of what a commit costs. Transactions that are asked for in
 * the same turn of the event loop share one commit; each has its own savepoint, and none is answered before the commit.
 */
export function groupCommit(db: Kysely<Tables>): <T>(work: Work<T>, durability: Durability) => Promise<T> {
  const waiting: Record<Durability, Job[]> = { power: [], process: [] }
  let draining = false

  const drain = async () => {
    // The light ones first: they do not wait for the disk.
    for (const durability of ['process', 'power'] as const) {
      const jobs = waiting[durability]
      waiting[durability] = []
      if (jobs.length > 0) await commitTogether(db, jobs, durability)
    }
    draining = waiting.process.length + waiting.power.length > 0
    if (draining) setImmediate(drain)
  }

  return (work, durability) =>
    new Promise((resolve, reject) => {
      waiting[durability].push({ work, resolve: resolve as Job['resolve'], reject })
      if (draining) return
      draining = true
      setImmediate(drain)
    })
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
