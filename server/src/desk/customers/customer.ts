import { hash, randomUUID } from 'node:crypto'
import type { CustomerMessage, CustomerState } from '@koopid/contract'
import { AppError } from '../../http/errors.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import { append, hold, readBody } from '../conversations/append.ts'
import {
  type ConversationRow,
  insertConversation,
  latestOfContact,
  selectConversation,
  updateConversation,
} from '../conversations/conversations.store.ts'
import { customerMessageView, customerState } from '../conversations/view.ts'
import { lockDesk } from '../routing/desk-lock.store.ts'
import { announceNew, close, type Move, reopen } from '../routing/hand-over.ts'
import { route } from '../routing/route.ts'
import { type ChannelRow, selectChannel } from '../setup/channels.store.ts'
import { type ContactRow, insertContact, nameContact } from './contacts.store.ts'

/** Milliseconds in which a closed conversation goes on when the customer writes again; later a new one begins. */
export const reopenWithin = 24 * 3_600_000

export type Who = {
  tokenHash: string | null
  externalId: string | null
  name?: string | undefined
  email?: string | undefined
}

/** Follows from the token, so that a socket may listen before the customer has written. */
export const contactIdOf = (tokenHash: string): string =>
  hash('sha256', `contact ${tokenHash}`, 'base64url').slice(0, 22)

/** The customer behind a token or an outside id, made at the first message. What they say about themselves later counts. */
export async function contactFor(
  { store, at }: Move,
  channel: ChannelRow,
  known: ContactRow | undefined,
  who: Who,
): Promise<ContactRow> {
  const name = who.name ?? known?.name ?? 'Guest'
  const email = who.email ?? known?.email ?? null
  if (known) {
    if (known.name !== name || known.email !== email) await nameContact(store, known.id, { name, email })
    return { ...known, name, email }
  }
  const row = {
    id: who.tokenHash === null ? randomUUID() : contactIdOf(who.tokenHash),
    channel_id: channel.id,
    token_hash: who.tokenHash,
    external_id: who.externalId,
    name,
    email,
    created_at: at,
  }
  await insertContact(store, row)
  return { ...row, provider_id: store.providerId }
}

export type Written = { conversationId: string; message: CustomerMessage; state: CustomerState }

/**
 * A customer's message: goes on with the open conversation, reopens one that was closed less than 24 hours ago, or
 * begins a new one; then routing.
 */
export async function writeAsCustomer(
  move: Move,
  channel: ChannelRow,
  contact: ContactRow,
  { body, key }: { body: string; key: string },
): Promise<Written> {
  const { store, after, at } = move
  const text = readBody(body)
  const goesOn = await openOf(store, contact.id)
  if (!goesOn) await lockDesk(store)
  const row = goesOn ?? (await begin(move, channel.id, contact))
  const message = await append(store, after, at, row, { kind: 'customer', body: text, clientId: key })
  row.waiting_since ??= at
  row.unread += 1
  row.read_by_customer = row.seq
  await updateConversation(store, row.id, {
    waiting_since: row.waiting_since,
    unread: row.unread,
    read_by_customer: row.seq,
  })
  if (!goesOn) await route(move)
  const now = (await selectConversation(store, row.id))!
  return {
    conversationId: row.id,
    message: customerMessageView(message)!,
    state: await customerState(store, now),
  }
}

/** The customer's open conversation, locked; an agent may have closed it while we looked. */
async function openOf(store: ProviderStore, contactId: string): Promise<ConversationRow | undefined> {
  const latest = await latestOfContact(store, contactId)
  if (!latest || latest.status === 'closed') return undefined
  const row = await hold(store, latest.id)
  return row.status === 'closed' ? undefined : row
}

/** The caller holds the desk: what was read before that, such as the channel's team, may have changed since. */
async function begin(move: Move, channelId: string, contact: ContactRow): Promise<ConversationRow> {
  const { store, at } = move
  const before = await latestOfContact(store, contact.id)
  if (before && at - (before.closed_at ?? at) < reopenWithin) {
    const row = await hold(store, before.id)
    if (row.status === 'closed') await reopen(move, row, undefined, at)
    return row
  }
  const channel = await stillOpen(store, channelId)
  const id = randomUUID()
  await insertConversation(store, {
    id,
    channel_id: channel.id,
    team_id: channel.team_id,
    contact_id: contact.id,
    status: 'queued',
    assignee_id: null,
    barred_id: null,
    seq: 0,
    last_kind: null,
    last_text: null,
    last_folded: '',
    last_at: at,
    waiting_since: at,
    queued_at: at,
    requeued: 0,
    unread: 0,
    read_by_customer: 0,
    read_by_agent: 0,
    created_at: at,
    assigned_at: null,
    first_answer_at: null,
    closed_at: null,
    events: 0,
  })
  const row = (await selectConversation(store, id))!
  await announceNew(move, row)
  return row
}

/** @throws AppError when the channel was switched off or deleted a moment ago */
async function stillOpen(store: ProviderStore, id: string): Promise<ChannelRow> {
  const channel = await selectChannel(store, id)
  if (channel?.active === 1) return channel
  throw new AppError(channel?.kind === 'api' ? 'channel.key_rejected' : 'widget.channel_unknown')
}

/** The customer ends it. */
export async function endByCustomer(move: Move, contactId: string): Promise<CustomerState> {
  await lockDesk(move.store)
  const before = await latestOfContact(move.store, contactId)
  if (!before) return customerState(move.store, undefined)
  const row = await hold(move.store, before.id)
  if (row.status !== 'closed') {
    await close(move, row, undefined)
    await route(move)
  }
  return customerState(move.store, row)
}
