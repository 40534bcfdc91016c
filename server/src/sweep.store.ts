import { type Kysely, sql } from 'kysely'
import type { Tables } from './store/schema.ts'
import type { Store } from './store/store.ts'

const day = 86_400_000

/** Milliseconds that things are kept after their use, and how often the rest is swept away. */
export const keep = {
  traces: 30 * day,
  sessions: 30 * day,
  signInFailures: day,
  /** Nobody repeats a request after so long. */
  answers: 2 * day,
  deliveredEvents: 30 * day,
  every: 3_600_000,
} as const

/** Sweeps every hour. @returns how to stop */
export function startSweeping(store: Store, now: () => number, onError: (error: Error) => void): () => void {
  const timer = setInterval(() => void sweep(store, now()).catch(onError), keep.every)
  timer.unref()
  return () => clearInterval(timer)
}

/** Deletes what has outlived its use. Nothing relies on it: expired is refused before it is swept. */
export async function sweep(store: Store, at: number): Promise<void> {
  await store.acrossProviders(async (db) => {
    await db.deleteFrom('spent_attempts').where('expires_at', '<', at).execute()
    await db
      .deleteFrom('traces')
      .where('at', '<', at - keep.traces)
      .execute()
    await db
      .deleteFrom('sessions')
      .where('expires_at', '<', at - keep.sessions)
      .execute()
    await db
      .deleteFrom('sign_in_failures')
      .where('last_at', '<', at - keep.signInFailures)
      .execute()
  })
  await store.acrossProviders((db) => sweepDesk(db, at))
}

async function sweepDesk(db: Kysely<Tables>, at: number): Promise<void> {
  await db
    .deleteFrom('answers')
    .where('at', '<', at - keep.answers)
    .execute()
  // What was not delivered stays, however old.
  await db
    .deleteFrom('webhook_events')
    .where('delivered_at', '<', at - keep.deliveredEvents)
    .execute()
  await forgetDeadlinesOfNobody(db)
}

/** Those of agents and conversations that are no more. */
async function forgetDeadlinesOfNobody(db: Kysely<Tables>): Promise<void> {
  await sql`
    delete from deadlines
    where (key like 'gone:%' and not exists (
        select 1 from agents
        where agents.provider_id = deadlines.provider_id and agents.person_id = substr(deadlines.key, 6)))
      or (key like 'unanswered:%' and not exists (
        select 1 from conversations
        where conversations.provider_id = deadlines.provider_id
          and conversations.id = substr(deadlines.key, 12) and conversations.status = 'assigned'))
  `.execute(db)
}
