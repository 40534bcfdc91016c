import { Webhook } from 'standardwebhooks'
import type { BusMessage } from '../../store/bus.ts'
import type { ProviderId } from '../../store/provider-store.ts'
import type { Sealing } from '../../store/sealing.ts'
import type { Store } from '../../store/store.ts'
import { lockDesk } from '../routing/desk-lock.store.ts'
import { selectChannel } from '../setup/channels.store.ts'
import {
  claimEvent,
  type DueEvent,
  dueEvents,
  holdEvents,
  nextDue,
  noteDelivery,
  selectEndpoint,
} from './webhooks.store.ts'

/**
 * Milliseconds that a delivery under way is nobody else's (twice what a request may take; after a crash it waits so long),
 * between tries at most, and how many go out at once.
 */
export const deliveryLimits = { claim: 10_000, longestPause: 3_600_000, atOnce: 16 } as const

export type Send = (
  url: string,
  options: { method: string; headers: Record<string, string>; body: string },
) => Promise<{ status: number }>

type Deps = {
  store: Store
  sealing: Sealing
  send: Send
  now: () => number
  onError: (error: Error) => void
}

/**
 * Sends waiting events: each at least once, in order within a conversation, signed (Standard Webhooks), and again with
 * growing pauses until the receiver says 2xx. Nothing is dropped: without an address it is kept. @returns how to stop.
 */
export function startDelivering(deps: Deps): () => void {
  const { store, now, onError } = deps
  let timer: NodeJS.Timeout | undefined
  let running = false
  let again = false
  let stopped = false

  const run = async () => {
    if (running || stopped) {
      again = true
      return
    }
    running = true
    clearTimeout(timer)
    try {
      do {
        again = false
        await deliverDue(deps)
      } while (again && !stopped)
      const next = await nextDue(store)
      if (next !== undefined) wakeAt(next)
    } catch (error) {
      onError(error as Error)
      wakeAt(now() + 1000)
    } finally {
      running = false
      if (again && !stopped) void run()
    }
  }
  const wakeAt = (at: number) => {
    if (stopped) return
    timer = setTimeout(run, Math.min(Math.max(20, at - now()), deliveryLimits.longestPause))
    timer.unref()
  }
  const wakes = new Set<BusMessage['kind']>(['webhooks_waiting', 'everything_changed'])
  const stopListening = store.bus.subscribe((message) => {
    if (wakes.has(message.kind)) void run()
  })
  void run()
  return () => {
    stopped = true
    clearTimeout(timer)
    stopListening()
  }
}

/** Until nothing is due: what was delivered makes its successor due. */
async function deliverDue(deps: Deps): Promise<void> {
  for (;;) {
    const due = await dueEvents(deps.store, deps.now(), deliveryLimits.atOnce)
    if (due.length === 0) return
    await Promise.all(due.map((event) => deliver(deps, event)))
  }
}

async function deliver(deps: Deps, due: DueEvent): Promise<void> {
  const { store, now } = deps
  const event = await claimEvent(store, due, now() + deliveryLimits.claim)
  if (!event) return
  const endpoint = await selectEndpoint(store, event)
  if (!endpoint?.webhook_url) return holdWithoutAddress(store, event)
  const { webhook_url: url, webhook_secret: secret } = endpoint
  const error = await attempt(deps, event, { url, secret }).catch((thrown: Error) => thrown.message)
  if (error === undefined) return noteDelivery(store, event, { deliveredAt: now() })
  const nextAt = now() + pauseAfter(event.attempts)
  await noteDelivery(store, event, { error: error.slice(0, 300), nextAt })
}

/** The desk is locked as for a change of the channel, which may give it an address at this moment. */
async function holdWithoutAddress(store: Store, { provider_id, channel_id }: DueEvent): Promise<void> {
  await store.transaction(provider_id as ProviderId, async (scoped) => {
    await lockDesk(scoped)
    const channel = await selectChannel(scoped, channel_id)
    if (!channel?.webhook_url) await holdEvents(scoped, channel_id)
  })
}

/** 1, 2, 4 … seconds, up to an hour; a part of it at random, so that a receiver that comes back is not hit by all at once. */
export const pauseAfter = (attempts: number, random = Math.random()): number =>
  Math.round(Math.min(deliveryLimits.longestPause, 1000 * 2 ** Math.min(attempts, 12)) * (0.75 + random / 4))

type Endpoint = { url: string; secret: string | null }

/** @returns what went wrong */
async function attempt(
  { sealing, send, now }: Deps,
  event: DueEvent,
  endpoint: Endpoint,
): Promise<string | undefined> {
  const secret = endpoint.secret && sealing.open('webhook-secret', endpoint.secret)
  if (!secret) return 'The channel has no webhook secret: make a new key'
  const { id } = JSON.parse(event.body) as { id: string }
  const at = new Date(now())
  const answer = await send(endpoint.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Koopid-Webhook/1',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, event.body),
    },
    body: event.body,
  })
  return answer.status >= 200 && answer.status < 300 ? undefined : `The receiver answered ${answer.status}`
}
