import type { Store } from '../store/store.ts'

export type Backlog = { waiting: number; assigned: number; pending: number; oldest: number | undefined }

/** What waits at all providers together. Asked for by provider, as every index begins with it. */
export async function readBacklog(store: Store): Promise<Backlog> {
  const rows = await store.acrossProviders((db) =>
    db
      .selectFrom('providers')
      .select(({ selectFrom }) => {
        const conversations = (status: 'queued' | 'assigned') =>
          selectFrom('conversations')
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .whereRef('conversations.provider_id', '=', 'providers.id')
            .where('status', '=', status)
        const events = selectFrom('webhook_events')
          .whereRef('webhook_events.provider_id', '=', 'providers.id')
          .where('next_at', 'is not', null)
          .where('delivered_at', 'is', null)
        return [
          conversations('queued').as('waiting'),
          conversations('assigned').as('assigned'),
          events.select(({ fn }) => fn.countAll<number>().as('count')).as('pending'),
          events.select(({ fn }) => fn.min('created_at').as('at')).as('oldest'),
        ]
      })
      .execute(),
  )
  const sum = (of: 'waiting' | 'assigned' | 'pending') => rows.reduce((all, row) => all + Number(row[of]), 0)
  const oldest = Math.min(...rows.flatMap((row) => row.oldest ?? []))
  return {
    waiting: sum('waiting'),
    assigned: sum('assigned'),
    pending: sum('pending'),
    oldest: Number.isFinite(oldest) ? oldest : undefined,
  }
}
