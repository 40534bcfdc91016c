import type { CustomerState } from '@koopid/contract'
import { LRUCache } from 'lru-cache'
import type { Hub } from '../../realtime/hub.ts'
import type { ProviderId } from '../../store/provider-store.ts'
import type { Store } from '../../store/store.ts'
import { queuedConversations } from '../conversations/conversations.store.ts'
import { topics } from './topics.ts'

/** Milliseconds between two announcements to one provider's customers. */
const every = 1000

type Deps = { store: Store; hub: Hub; onError: (error: Error) => void }

/** Tells waiting customers their place when it has changed; a busy minute costs one query a second. */
export function announcePositions({ store, hub, onError }: Deps): () => void {
  const timers = new Map<number, NodeJS.Timeout>()
  const told = new LRUCache<string, number>({ max: 20_000 })

  const announce = async (providerId: ProviderId) => {
    const rows = await store.read(providerId, queuedConversations)
    const places = new Map<string, number>()
    for (const row of rows) {
      const position = (places.get(row.team_id) ?? 0) + 1
      places.set(row.team_id, position)
      const to = [topics.contact(providerId, row.contact_id)]
      if (told.get(row.id) === position || !hub.hasReaders(to)) continue
      told.set(row.id, position)
      hub.publish(to, 'state', {
        status: 'queued',
        agent: null,
        position,
        seq: row.seq,
        readByAgent: row.read_by_agent,
        readByCustomer: row.read_by_customer,
      } satisfies CustomerState)
    }
  }
  const stopListening = store.bus.subscribe((message) => {
    if (message.kind !== 'conversation_changed' || ['message', 'updated'].includes(message.change)) return
    const providerId = message.providerId as ProviderId
    if (timers.has(providerId)) return
    const timer = setTimeout(() => {
      timers.delete(providerId)
      announce(providerId).catch(onError)
    }, every)
    timer.unref()
    timers.set(providerId, timer)
  })
  return () => {
    stopListening()
    for (const timer of timers.values()) clearTimeout(timer)
  }
}
