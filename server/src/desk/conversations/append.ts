import { randomUUID } from 'node:crypto'
import {
  type HandOverReason,
  longestMessage,
  type MessageKind,
  type PersonRef,
  type SystemEvent,
} from '@koopid/contract'
import { AppError } from '../../http/errors.ts'
import { fold } from '../../store/fold.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { AfterCommit } from '../../store/store.ts'
import { emit } from '../webhooks/emit.ts'
import {
  type ConversationRow,
  lockConversation,
  selectConversation,
  updateConversation,
} from './conversations.store.ts'
import { insertMessage, type MessageRow } from './messages.store.ts'

/** Characters of a message that lists show. */
const snippet = 160

export type NewMessage = {
  kind: MessageKind
  body: string
  author?: PersonRef | undefined
  event?: SystemEvent
  mentions?: readonly PersonRef[]
  clientId?: string | undefined
}

/** The text as it will be kept. @throws AppError `message.empty`, `message.too_long` */
export function readBody(body: string): string {
  const text = body.replace(/^\s*\n|\s+$/g, '')
  if (text.trim() === '') throw new AppError('message.empty')
  if (Buffer.byteLength(text) > longestMessage)
    throw new AppError('message.too_long', { facts: { bytes: Buffer.byteLength(text) } })
  return text
}

/**
 * Appends a message under the next number. The caller holds the conversation's row: it has changed it in this very
 * transaction, so that numbers have no gap and no double.
 */
export async function append(
  store: ProviderStore,
  after: AfterCommit,
  at: number,
  row: ConversationRow,
  message: NewMessage,
): Promise<MessageRow> {
  row.seq += 1
  const added: Omit<MessageRow, 'provider_id'> = {
    conversation_id: row.id,
    seq: row.seq,
    id: randomUUID(),
    kind: message.kind,
    author_id: message.author?.id ?? null,
    author_name: message.author?.name ?? null,
    body: message.body,
    event: message.event ? JSON.stringify(message.event) : null,
    mentions: message.mentions?.length ? JSON.stringify(message.mentions) : null,
    client_id: message.clientId ?? null,
    at,
  }
  await insertMessage(store, added)
  const seen = message.kind === 'system' ? {} : lastColumns(at, message)
  Object.assign(row, seen)
  await updateConversation(store, row.id, { seq: row.seq, ...seen })
  const stored = { ...added, provider_id: store.providerId }
  if (message.kind === 'customer' || message.kind === 'agent')
    await emit(store, after, at, row, 'message.created', stored)
  after({
    kind: 'conversation_changed',
    providerId: store.providerId,
    conversationId: row.id,
    change: 'message',
    seq: row.seq,
  })
  return stored
}

function lastColumns(at: number, { kind, body }: NewMessage) {
  const text = [...body.slice(0, snippet * 2).replace(/\s+/g, ' ')].slice(0, snippet).join('')
  return { last_kind: kind, last_text: text, last_folded: fold(text), last_at: at }
}

/** A line of the thread that says what happened. */
export async function appendEvent(
  store: ProviderStore,
  after: AfterCommit,
  at: number,
  row: ConversationRow,
  event: Pick<SystemEvent, 'type'> & Partial<SystemEvent> & { reason?: HandOverReason | null },
): Promise<void> {
  const whole = { by: null, to: null, reason: null, note: null, ...event }
  await append(store, after, at, row, { kind: 'system', body: '', event: whole })
}

/**
 * The conversation, locked by a write that changes nothing until the transaction ends: whoever else changes it waits.
 * @throws AppError `request.not_found`
 */
export async function hold(store: ProviderStore, id: string): Promise<ConversationRow> {
  await lockConversation(store, id)
  const row = await selectConversation(store, id)
  if (!row) throw new AppError('request.not_found')
  return row
}
