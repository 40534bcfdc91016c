import type { Metrics } from '../http/health.ts'
import { limiter } from '../http/limiter.ts'
import type { Server } from '../http/types.ts'
import { createHub } from '../realtime/hub.ts'
import type { Sealing } from '../store/sealing.ts'
import { agentRoutes } from './agents/agents.routes.ts'
import { type Lease, presenceOf } from './agents/presence.ts'
import { changingRoutes } from './conversations/changing.routes.ts'
import { readingRoutes } from './conversations/reading.routes.ts'
import { frameRoutes } from './customers/frame.routes.ts'
import { inboundRoutes } from './customers/inbound.routes.ts'
import { widgetRoutes } from './customers/widget.routes.ts'
import type { DeskDeps } from './deps.ts'
import { startFeed } from './live/feed.ts'
import { announcePositions } from './live/queue-positions.ts'
import { realtimeRoutes } from './live/realtime.routes.ts'
import { measureDesk } from './metrics.ts'
import { watchDeadlines } from './routing/deadlines.ts'
import { settleAfter } from './routing/settle.ts'
import { type Send, startDelivering } from './webhooks/deliver.ts'

/** Writes a minute: by one customer, and by one address, behind which may be an office. */
const writes = { customer: 120, address: 1200, windowMs: 60_000 }

type World = Omit<DeskDeps, 'hub' | 'presence' | 'limits'> & {
  sealing: Sealing
  send: Send
  widgetPage: string | undefined
  metrics: Metrics
  lease?: Lease
}

/** The desk: mounts its routes and starts what runs by itself. @returns how to stop that. */
export function deskRoutes(server: Server, world: World): { stop(): void } {
  const { store, now, onError, metrics, lease } = world
  const hub = createHub()
  const presence = presenceOf(store, now, onError, lease)
  const limits = {
    customer: limiter(writes.customer, writes.windowMs, now),
    address: limiter(writes.address, writes.windowMs, now),
  }
  const deps: DeskDeps = { ...world, hub, presence, limits }

  // Whoever ends a session, a person or a connection: conversations follow in the same transaction.
  store.follow(settleAfter(now))
  measureDesk({ store, hub, metrics, now })
  agentRoutes(server, deps)
  readingRoutes(server, deps)
  changingRoutes(server, deps)
  frameRoutes(server, deps, world.widgetPage)
  widgetRoutes(server, deps)
  inboundRoutes(server, deps)
  const sockets = realtimeRoutes(server, deps)
  const stops = [
    startFeed(deps),
    announcePositions(deps),
    watchDeadlines(store, now, onError),
    startDelivering(world),
    sockets.close,
    presence.close,
  ]
  return {
    stop() {
      for (const stop of stops) stop()
      // 1012: the server restarts; readers come back by themselves.
      hub.close(1012, 'restarting')
    },
  }
}
