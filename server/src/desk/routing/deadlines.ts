import type { Store } from '../../store/store.ts'
import { isGone } from '../agents/presence.ts'
import { awayUnlessAway } from '../agents/status.ts'
import { selectConversation } from '../conversations/conversations.store.ts'
import { type DueDeadline, dueDeadlines, earliestDeadline, takeDeadline } from './deadlines.store.ts'
import { lockDesk } from './desk-lock.store.ts'
import { type Move, requeue } from './hand-over.ts'
import { route } from './route.ts'
import { letGo } from './settle.ts'

/** Longest wait that a timer of this process is set to; the deadline itself may be further off. */
const longestSleep = 600_000

/** Sleeps until the earliest deadline of any provider and does what is due. @returns how to stop. */
export function watchDeadlines(store: Store, now: () => number, onError: (error: Error) => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let wakesAt = Number.POSITIVE_INFINITY
  let stopped = false
  const sleepUntil = (at: number) => {
    if (stopped || at >= wakesAt) return
    clearTimeout(timer)
    wakesAt = at
    timer = setTimeout(wake, Math.min(Math.max(0, at - now()), longestSleep))
    timer.unref()
  }
  const wake = () => {
    wakesAt = Number.POSITIVE_INFINITY
    doDue(store, now)
      .then(() => earliestDeadline(store))
      .then((at) => at !== undefined && sleepUntil(at))
      .catch((error: Error) => {
        onError(error)
        sleepUntil(now() + 1000)
      })
  }
  const stopListening = store.bus.subscribe((message) => {
    if (message.kind === 'deadline_set') sleepUntil(message.at)
    // What another node was going to do may be ours now.
    if (message.kind === 'everything_changed') sleepUntil(now())
  })
  sleepUntil(now())
  return () => {
    stopped = true
    clearTimeout(timer)
    stopListening()
  }
}

/** Does what is due now, at every provider. */
export async function doDue(store: Store, now: () => number): Promise<void> {
  for (const due of await dueDeadlines(store, now()))
    await store.transaction(due.providerId, async (scoped, after) => {
      const move = { store: scoped, after, at: now() }
      await lockDesk(scoped)
      if (await takeDeadline(scoped, due.key, move.at)) await expire(move, due.key)
    })
}

async function expire(move: Move, key: DueDeadline['key']): Promise<void> {
  const id = key.slice(key.indexOf(':') + 1)
  if (key.startsWith('unanswered:')) return unanswered(move, id)
  if (!(await isGone(move, id))) return
  await awayUnlessAway(move, id, 'disconnected')
  await letGo(move, id, 'disconnected')
}

/** The next agent gets it; who let it lie is away, so that they do not get another one. */
async function unanswered(move: Move, id: string): Promise<void> {
  const row = await selectConversation(move.store, id)
  if (row?.status !== 'assigned' || row.assignee_id === null || row.waiting_since === null) return
  const agent = row.assignee_id
  await requeue(move, row, { reason: 'unanswered' })
  await awayUnlessAway(move, agent, 'unanswered')
  await route(move)
}
