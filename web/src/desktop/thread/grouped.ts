import type { Message } from '@koopid/contract'
import type { Outgoing } from '../cache/outbox.ts'

export type Said = { key: string; message: Message; outgoing?: Outgoing }
export type Block =
  | { type: 'day'; key: string; at: string }
  | { type: 'system'; key: string; message: Message }
  | { type: 'said'; key: string; kind: Message['kind']; author: Message['author']; said: Said[] }

/** Longer silences start a new block of the same author. */
const together = 5 * 60_000

const sameDay = (a: string, b: string) => new Date(a).toDateString() === new Date(b).toDateString()

function continues(block: Block | undefined, { message }: Said): block is Extract<Block, { type: 'said' }> {
  if (block?.type !== 'said' || block.kind !== message.kind) return false
  if (block.author?.id !== message.author?.id) return false
  const last = block.said.at(-1)!.message.at
  return Date.parse(message.at) - Date.parse(last) < together
}

/** Messages under their days, put together by author. */
export function grouped(all: Said[]): Block[] {
  const blocks: Block[] = []
  let day: string | undefined
  for (const said of all) {
    const { message, key } = said
    if (!day || !sameDay(day, message.at)) blocks.push({ type: 'day', key: `day ${key}`, at: message.at })
    day = message.at
    const last = blocks.at(-1)
    if (message.kind === 'system') blocks.push({ type: 'system', key, message })
    else if (continues(last, said)) last.said.push(said)
    else blocks.push({ type: 'said', key, kind: message.kind, author: message.author, said: [said] })
  }
  return blocks
}

/** What is on its way comes last, and is gone once it is among the messages. */
export function withOutgoing(
  messages: Message[],
  outgoing: Outgoing[],
  me: { id: string; name: string },
): Said[] {
  const there = new Set(messages.map(({ clientId }) => clientId))
  const confirmed = messages.map((message) => ({ key: message.clientId ?? message.id, message }))
  const pending = outgoing
    .filter(({ key }) => !there.has(key))
    .map((one) => ({ key: one.key, message: asMessage(one, me), outgoing: one }))
  return [...confirmed, ...pending]
}

const asMessage = (one: Outgoing, me: { id: string; name: string }): Message => ({
  id: one.key,
  conversationId: '',
  seq: Number.POSITIVE_INFINITY,
  kind: one.kind,
  author: me,
  body: one.body,
  event: null,
  mentions: [],
  at: one.at,
  clientId: one.key,
})
