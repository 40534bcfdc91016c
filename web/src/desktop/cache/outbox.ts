import type { Message, NewMessage } from '@koopid/contract'
import { useCallback, useSyncExternalStore } from 'react'
import { desk, mayPass, newKey } from '../../api/desk.ts'
import { type ApiProblem, asProblem } from '../../api/problem.ts'
import { tryingAgain } from '../../realtime/try-again.ts'

/** A message that the server has not confirmed. Its key makes every repetition the same message. */
export type Outgoing = NewMessage & {
  key: string
  at: string
  /** `waiting`: nobody could be reached, and it goes out when somebody can. */
  state: 'sending' | 'waiting' | 'failed'
  problem?: ApiProblem
}

const none: Outgoing[] = []

/** Messages on their way, in the order in which they were written; a failed one stays until it is sent or discarded. */
export function createOutbox(onSent: (conversationId: string, message: Message) => void) {
  const waiting = new Map<string, Outgoing[]>()
  const turns = new Map<string, Promise<void>>()
  const listeners = new Set<() => void>()
  /** The connection may be open all the while, and would not tell that anybody can be reached. */
  const retry = tryingAgain(resendAll)

  const set = (id: string, next: (all: Outgoing[]) => Outgoing[]) => {
    waiting.set(id, next(waiting.get(id) ?? none))
    for (const listener of listeners) listener()
  }
  const change = (id: string, key: string, part: Partial<Outgoing>) =>
    set(id, (all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const remove = (id: string, key: string) => set(id, (all) => all.filter((one) => one.key !== key))

  /** What was written before it still waits: it may not overtake that. */
  const isBehind = (id: string, key: string) => {
    const all = waiting.get(id) ?? none
    return all
      .slice(
        0,
        all.findIndex((one) => one.key === key),
      )
      .some(({ state }) => state === 'waiting')
  }

  async function deliver(id: string, { key, kind, body, mentions }: Outgoing) {
    if (isBehind(id, key)) return change(id, key, { state: 'waiting' })
    try {
      const message = await desk.write(id, mentions ? { kind, body, mentions } : { kind, body }, key)
      retry.succeeded()
      onSent(id, message)
      remove(id, key)
    } catch (error) {
      const passes = mayPass(error)
      change(id, key, { state: passes ? 'waiting' : 'failed', problem: asProblem(error) })
      if (passes) retry.later()
    }
  }

  /** One after the other, or a slow first message would come second. */
  const enqueue = (id: string, one: Outgoing) => {
    const turn = (turns.get(id) ?? Promise.resolve()).then(() => deliver(id, one))
    turns.set(id, turn)
  }

  const resend = (id: string, key: string) => {
    const one = waiting.get(id)?.find((other) => other.key === key)
    if (!one || one.state === 'sending') return
    change(id, key, { state: 'sending' })
    enqueue(id, one)
  }

  const resendWaiting = (id: string) => {
    for (const { key, state } of waiting.get(id) ?? none) if (state === 'waiting') resend(id, key)
  }

  function resendAll() {
    for (const id of waiting.keys()) resendWaiting(id)
  }

  return {
    send(id: string, message: NewMessage) {
      resendWaiting(id)
      const one: Outgoing = { ...message, key: newKey(), at: new Date().toISOString(), state: 'sending' }
      set(id, (all) => [...all, one])
      enqueue(id, one)
    },
    resend,
    discard: remove,
    /** The connection is back: what waits for it goes out. */
    resendAll,
    stop: retry.cancel,
    of: (id: string) => waiting.get(id) ?? none,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
export type Outbox = ReturnType<typeof createOutbox>

export const useOutgoing = (outbox: Outbox, id: string) =>
  useSyncExternalStore(
    outbox.subscribe,
    useCallback(() => outbox.of(id), [outbox, id]),
  )
