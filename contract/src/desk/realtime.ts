/** No schema in this file: browsers load it without zod, as `@koopid/contract/realtime`. */
import type { AgentView } from './agents.ts'
import type { Conversation, Message } from './conversations.ts'
import type { CustomerMessage, CustomerState } from './customers.ts'

export type { CustomerMessage, CustomerState }

/** Version of the envelope. */
export const realtimeVersion = 1
/** Milliseconds between the server's `beat`s; a reader that hears nothing for two of them connects again. */
export const beatEvery = 25_000
/** Bytes of the largest frame that a client may send. */
export const largestFrame = 4096

export const closeCodes = {
  /** The session ended; the last frame, `session.ended`, says why. */
  ended: 4401,
  /** The session lives on but may not use this. */
  forbidden: 4403,
  /** The same tab connected again. */
  replaced: 4409,
  /** Too many or too large frames, or too slow a reader. */
  tooMuch: 4429,
} as const

/** What an agent's or a supervisor's socket (`GET /api/v1/realtime?tab=<uuid>`) receives. */
export type AgentEvents = {
  hello: { beatEvery: number }
  beat: Record<string, never>
  /** Also to whoever had it before, and is not of its team: then without what was said since. */
  'conversation.queued': { conversation: Conversation }
  'conversation.assigned': { conversation: Conversation }
  'conversation.requeued': { conversation: Conversation }
  'conversation.updated': { conversation: Conversation }
  'conversation.closed': { conversation: Conversation }
  'message.created': { message: Message }
  typing: { conversationId: string; side: 'customer' | 'agent'; name: string; on: boolean }
  'agent.state': { agent: AgentView }
  mention: { conversationId: string; seq: number; by: string; customer: string }
  /** Rings: `assigned` and `queued` until opened, taken or gone; `transfer`, `mention` and `message` once. */
  alert: {
    kind: 'assigned' | 'queued' | 'transfer' | 'mention' | 'message'
    conversationId: string
    customer: string
    text: string
  }
  'session.ended': { reason: string }
  /** Teams, channels, canned replies, tags or settings changed. */
  'config.changed': Record<string, never>
  /** Name, plan or logo of the provider changed: the session's view says what they are now. */
  'provider.changed': Record<string, never>
}

/** What a customer's socket (`GET /widget/v1/{provider}/{entryTag}/realtime`) receives. */
export type CustomerEvents = {
  hello: { beatEvery: number }
  beat: Record<string, never>
  message: { message: CustomerMessage }
  typing: { name: string; on: boolean }
  /** Status, agent, place in the queue, read marks. */
  state: CustomerState
}

/** One frame. `seq` counts 1, 2, 3 … on this socket: a jump means loss, and the reader connects again and catches up over HTTP. */
export type Frame<Events> = {
  [Type in keyof Events]: { v: 1; type: Type; seq: number; ts: string; data: Events[Type] }
}[keyof Events]
