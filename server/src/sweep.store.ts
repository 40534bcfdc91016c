import type { Store } from './store/store.ts'

/** Milliseconds that traces and ended sessions are kept, and how often the rest is swept away. */
const keep = { traces: 30 * 86_400_000, sessions: 30 * 86_400_000, every: 3_600_000 }

/** Deletes what has outlived its use. Nothing relies on it: expired is refused before it is swept. */
export function startSweeping(store: Store, now: () => number, onError: (error: Error) => void): () => void {
  const sweep = () =>
    store
      .acrossProviders(async (db) => {
        const at = now()
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
          .where('last_at', '<', at - keep.every * 24)
          .execute()
      })
      .catch(onError)
  const timer = setInterval(sweep, keep.every)
  timer.unref()
  return () => clearInterval(timer)
}
