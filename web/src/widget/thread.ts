import type { CustomerMessage, CustomerState } from '@koopid/contract/realtime'

export const nothingYet: CustomerState = {
  status: 'none',
  agent: null,
  position: null,
  seq: 0,
  readByAgent: 0,
  readByCustomer: 0,
}

export type Thread = {
  messages: CustomerMessage[]
  /** Up to this number every message the customer may see is here. Notes of agents leave gaps that are no loss. */
  complete: number
}

export const emptyThread: Thread = { messages: [], complete: 0 }

/** Each number once, in order, however often and from wherever they come. */
export function merge(thread: Thread, came: CustomerMessage[]): CustomerMessage[] {
  const bySeq = new Map(thread.messages.map((message) => [message.seq, message]))
  for (const message of came) bySeq.set(message.seq, message)
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

/** A number that another message already has means: the server has started another conversation. */
export const isOtherConversation = (thread: Thread, came: CustomerMessage[]): boolean =>
  came.some((message) =>
    thread.messages.some((known) => known.seq === message.seq && known.id !== message.id),
  )

/** One message from the socket. */
export function withMessage(thread: Thread, message: CustomerMessage): Thread {
  if (isOtherConversation(thread, [message])) return { messages: [message], complete: 0 }
  const next = message.seq === thread.complete + 1
  return { messages: merge(thread, [message]), complete: next ? message.seq : thread.complete }
}

/** One page of `GET messages?after=`. */
export function withPage(
  thread: Thread,
  came: CustomerMessage[],
  state: CustomerState,
  more: boolean,
): Thread {
  const reached = more ? (came.at(-1)?.seq ?? thread.complete) : Math.max(state.seq, came.at(-1)?.seq ?? 0)
  return { messages: merge(thread, came), complete: Math.max(thread.complete, reached) }
}

/** Messages from agents that the customer has not seen. */
export const unreadOf = (thread: Thread, readUpTo: number): number =>
  thread.messages.filter(({ kind, seq }) => kind === 'agent' && seq > readUpTo).length
