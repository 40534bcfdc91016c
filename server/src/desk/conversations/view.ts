import type { Conversation, CustomerMessage, CustomerState, Message, PersonRef } from '@koopid/contract'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { Row } from '../../store/schema.ts'
import { type ConversationRow, placeInQueue, tagNames } from './conversations.store.ts'

const iso = (at: number): string => new Date(at).toISOString()
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))

/** As agents see them, in the order given. */
export async function conversationViews(
  store: ProviderStore,
  rows: readonly ConversationRow[],
): Promise<Conversation[]> {
  const tags = await tagNames(
    store,
    rows.map((row) => row.id),
  )
  return rows.map((row) => conversationView(row, tags.get(row.id) ?? []))
}

export function conversationView(row: ConversationRow, tags: string[]): Conversation {
  return {
    id: row.id,
    status: row.status,
    team: { id: row.team_id, name: row.team_name },
    channel: { id: row.channel_id, name: row.channel_name, kind: row.channel_kind },
    customer: { id: row.contact_id, name: row.contact_name, email: row.contact_email },
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
    seq: row.seq,
    last:
      row.last_kind === null
        ? null
        : { kind: row.last_kind, text: row.last_text ?? '', at: iso(row.last_at) },
    waitingSince: isoOrNull(row.waiting_since),
    requeued: row.requeued,
    unread: row.unread,
    readByCustomer: row.read_by_customer,
    readByAgent: row.read_by_agent,
    tags,
    createdAt: iso(row.created_at),
    assignedAt: isoOrNull(row.assigned_at),
    closedAt: isoOrNull(row.closed_at),
  }
}

export function messageView(row: Row<'messages'>): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    kind: row.kind,
    author: row.author_id === null ? null : { id: row.author_id, name: row.author_name ?? '' },
    body: row.body,
    event: row.event === null ? null : (JSON.parse(row.event) as Message['event']),
    mentions: row.mentions === null ? [] : (JSON.parse(row.mentions) as PersonRef[]),
    at: iso(row.at),
    clientId: row.client_id,
  }
}

/** As the customer sees it: notes are nothing to them, and nobody "was removed". */
export function customerMessageView(row: Row<'messages'>): CustomerMessage | undefined {
  if (row.kind === 'note') return undefined
  const { event } = messageView(row)
  const type = event?.type === 'transferred' ? 'requeued' : event?.type
  return {
    id: row.id,
    seq: row.seq,
    kind: row.kind,
    author: row.author_name,
    body: row.body,
    event: type === undefined ? null : { type, agent: type === 'assigned' ? (event?.to ?? null) : null },
    at: iso(row.at),
    clientId: row.client_id,
  }
}

export async function customerState(
  store: ProviderStore,
  row: ConversationRow | undefined,
): Promise<CustomerState> {
  if (!row) return { status: 'none', agent: null, position: null, seq: 0, readByAgent: 0, readByCustomer: 0 }
  return {
    status: row.status,
    agent: row.status === 'assigned' ? row.assignee_name : null,
    position: row.status === 'queued' ? await placeInQueue(store, row) : null,
    seq: row.seq,
    readByAgent: row.read_by_agent,
    readByCustomer: row.read_by_customer,
  }
}
