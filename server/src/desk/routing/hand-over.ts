import type { HandOverReason, PersonRef } from '@koopid/contract'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { AfterCommit } from '../../store/store.ts'
import { appendEvent } from '../conversations/append.ts'
import { type ConversationRow, updateConversation } from '../conversations/conversations.store.ts'
import { homeTeam } from '../setup/teams.store.ts'
import { emit } from '../webhooks/emit.ts'
import { clearDeadline, setDeadline } from './deadlines.store.ts'
import { noteAssigned } from './eligible.store.ts'
import { insertAssignment } from './ledger.store.ts'

/**
 * The four moves of a conversation. Each runs in a transaction that holds the desk lock, writes state, ledger, the
 * thread's own line, webhook and deadline together, and leaves routing to its caller.
 */
export type Move = { store: ProviderStore; after: AfterCommit; at: number }

const told = (
  { store, after }: Move,
  row: ConversationRow,
  change: 'queued' | 'assigned' | 'requeued' | 'closed' | 'updated',
  extra: { reason?: HandOverReason; alert?: 'assigned' | 'transfer' } = {},
) =>
  after({
    kind: 'conversation_changed',
    providerId: store.providerId,
    conversationId: row.id,
    change,
    seq: row.seq,
    ...extra,
  })

/** `queued` or `assigned` → `assigned`. */
export async function assign(
  move: Move,
  row: ConversationRow,
  to: PersonRef,
  how: { reason: HandOverReason; by?: PersonRef; note?: string | null; unanswered: number },
): Promise<void> {
  const { store, after, at } = move
  const from = assigneeOf(row)
  const change = { status: 'assigned' as const, assignee_id: to.id, assigned_at: at, barred_id: null }
  Object.assign(row, change, { assignee_name: to.name })
  await updateConversation(store, row.id, change)
  await insertAssignment(store, at, row, { from, to, reason: how.reason })
  await noteAssigned(store, to.id, at)
  const type = how.reason === 'transferred' ? 'transferred' : 'assigned'
  const line = { by: how.by?.name ?? null, to: to.name, reason: how.reason, note: how.note ?? null }
  if (type === 'transferred') await appendEvent(store, after, at, row, { type, ...line })
  await appendEvent(store, after, at, row, { type: 'assigned', ...line, note: null })
  if (row.waiting_since !== null)
    await setDeadline(store, after, `unanswered:${row.id}`, at + how.unanswered * 1000)
  else await clearDeadline(store, `unanswered:${row.id}`)
  await emit(store, after, at, row, 'conversation.assigned')
  const byThemselves = how.by?.id === to.id
  const alert = how.reason === 'transferred' || how.reason === 'reassigned' ? 'transfer' : 'assigned'
  told(move, row, 'assigned', { reason: how.reason, ...(!byThemselves && { alert }) })
}

/** `assigned` → `queued`, or from one team's queue to another's. The customer keeps the place in the queue that the wait so far has earned. */
export async function requeue(
  move: Move,
  row: ConversationRow,
  how: { reason: HandOverReason; by?: PersonRef; note?: string | null; team?: { id: string; name: string } },
): Promise<void> {
  const { store, after, at } = move
  const from = assigneeOf(row)
  const change = {
    status: 'queued' as const,
    assignee_id: null,
    barred_id: from?.id ?? row.barred_id,
    queued_at: at,
    waiting_since: row.waiting_since ?? at,
    requeued: row.requeued + 1,
    team_id: how.team?.id ?? row.team_id,
  }
  Object.assign(row, change, { assignee_name: null, team_name: how.team?.name ?? row.team_name })
  await updateConversation(store, row.id, change)
  await insertAssignment(store, at, row, { from, to: null, reason: how.reason })
  await clearDeadline(store, `unanswered:${row.id}`)
  await appendEvent(store, after, at, row, {
    type: how.team ? 'transferred' : 'requeued',
    by: how.by?.name ?? null,
    to: how.team?.name ?? null,
    reason: how.reason,
    note: how.note ?? null,
  })
  await emit(store, after, at, row, 'conversation.requeued')
  told(move, row, 'requeued', { reason: how.reason })
}

/** → `closed`, by an agent or by the customer. */
export async function close(move: Move, row: ConversationRow, by: PersonRef | undefined): Promise<void> {
  const { store, after, at } = move
  const change = { status: 'closed' as const, closed_at: at, waiting_since: null, unread: 0 }
  Object.assign(row, change)
  await updateConversation(store, row.id, change)
  await clearDeadline(store, `unanswered:${row.id}`)
  await appendEvent(store, after, at, row, { type: 'closed', by: by?.name ?? null })
  await emit(store, after, at, row, 'conversation.closed')
  told(move, row, 'closed')
}

/** `closed` → `queued`. Its team may have been deleted: a closed conversation keeps no team alive. */
export async function reopen(
  move: Move,
  row: ConversationRow,
  by: PersonRef | undefined,
  waitingSince: number | null,
): Promise<void> {
  const { store, after, at } = move
  const team = await homeTeam(store, row)
  const change = {
    status: 'queued' as const,
    team_id: team.id,
    assignee_id: null,
    barred_id: null,
    closed_at: null,
    queued_at: at,
    waiting_since: waitingSince,
  }
  Object.assign(row, change, { assignee_name: null, team_name: team.name })
  await updateConversation(store, row.id, change)
  await insertAssignment(store, at, row, { from: undefined, to: null, reason: 'reopened' })
  await appendEvent(store, after, at, row, { type: 'reopened', by: by?.name ?? null, reason: 'reopened' })
  await emit(store, after, at, row, 'conversation.reopened')
  told(move, row, 'queued', { reason: 'reopened' })
}

/** A new conversation has come into the queue. */
export async function announceNew(move: Move, row: ConversationRow): Promise<void> {
  const { store, after, at } = move
  await insertAssignment(store, at, row, { from: undefined, to: null, reason: 'new' })
  await appendEvent(store, after, at, row, { type: 'queued', reason: 'new' })
  await emit(store, after, at, row, 'conversation.created')
  told(move, row, 'queued', { reason: 'new' })
}

export const assigneeOf = (row: ConversationRow): PersonRef | undefined =>
  row.assignee_id === null ? undefined : { id: row.assignee_id, name: row.assignee_name ?? '' }
