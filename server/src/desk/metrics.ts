import type { Metrics } from '../http/health.ts'
import type { Hub } from '../realtime/hub.ts'
import type { Store } from '../store/store.ts'
import { readBacklog } from './metrics.store.ts'

const help = {
  koopid_open_sockets: 'Sockets of desktops, statusboards and widgets that are open at this node',
  koopid_conversations_waiting: 'Conversations in the queue',
  koopid_conversations_assigned: 'Conversations in the hands of an agent',
  koopid_webhook_events_pending: 'Webhook events that are not delivered yet',
  koopid_webhook_oldest_pending_seconds: 'Age of the oldest webhook event that is not delivered yet',
} as const

type Deps = { store: Store; hub: Hub; metrics: Metrics; now: () => number }

/** What an operator watches of the desk. */
export function measureDesk({ store, hub, metrics, now }: Deps): void {
  metrics.gauges(help, async () => {
    const { waiting, assigned, pending, oldest } = await readBacklog(store)
    return {
      koopid_open_sockets: hub.connections,
      koopid_conversations_waiting: waiting,
      koopid_conversations_assigned: assigned,
      koopid_webhook_events_pending: pending,
      koopid_webhook_oldest_pending_seconds: oldest === undefined ? 0 : Math.max(0, now() - oldest) / 1000,
    }
  })
  const count = metrics.counter(
    'koopid_assignments_total',
    'Times that a conversation changed hands or queue because of something at this node, by reason',
    'reason',
  )
  // At the node where it happens, and nowhere else: the bus tells every node.
  store.follow(async (_store, _after, message) => {
    if (message.kind === 'conversation_changed' && message.reason) count(message.reason)
  })
}
