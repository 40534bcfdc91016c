import type { Kysely } from 'kysely'
import type { Tables } from './schema.ts'

/** `power`: the answer waits until the disk has it. `process`: it survives a killed process, not a power cut. */
export type Durability = 'power' | 'process'

export type Work<T> = (db: Kysely<Tables>) => Promise<T>
/** Runs `begin`, `commit` and the like on the one connection. */
export type Control = (statement: string) => void
type Job = { work: Work<unknown>; resolve: (value: never) => void; reject: (error: unknown) => void }

/** Milliseconds that a commit waits for company, as PostgreSQL's `commit_delay` does; under a disk's own delay. */
const company = 2

/**
 * SQLite has one writer, and waiting for the disk is most of what a commit costs. Transactions that are asked for at
 * about the same time share one commit; each has its own savepoint, and none is answered before the commit.
 */
export function groupCommit(
  db: Kysely<Tables>,
  control: Control,
): <T>(work: Work<T>, durability: Durability) => Promise<T> {
  const flushAs = strengthOf(control)
  const queue = (durability: Durability, soon: (run: () => void) => void) => {
    let waiting: Job[] = []
    let scheduled = false
    const drain = () => {
      scheduled = false
      const jobs = waiting
      waiting = []
      void commitTogether(db, control, jobs, () => flushAs(durability))
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

/** In WAL mode NORMAL leaves out the flush at commit and nothing else. */
function strengthOf(control: Control): (durability: Durability) => void {
  let now: Durability | undefined
  return (durability) => {
    if (durability === now) return
    control(durability === 'power' ? 'pragma synchronous = full' : 'pragma synchronous = normal')
    now = durability
  }
}

async function commitTogether(
  db: Kysely<Tables>,
  control: Control,
  jobs: Job[],
  setStrength: () => void,
): Promise<void> {
  const done: (() => void)[] = []
  try {
    await db.connection().execute(async (connection) => {
      setStrength()
      control('begin')
      try {
        for (const job of jobs) done.push(await runInSavepoint(connection, control, job))
        control('commit')
      } catch (error) {
        control('rollback')
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
  control: Control,
  { work, resolve, reject }: Job,
): Promise<() => void> {
  control('savepoint job')
  try {
    const value = await work(connection)
    control('release job')
    return () => resolve(value as never)
  } catch (error) {
    control('rollback to job')
    control('release job')
    return () => reject(error)
  }
}
