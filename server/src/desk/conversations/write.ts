import type { Message, NewMessage, PersonRef } from '@koopid/contract'
import { AppError } from '../../http/errors.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import { selectAgents } from '../agents/agents.store.ts'
import { clearDeadline } from '../routing/deadlines.store.ts'
import type { Move } from '../routing/hand-over.ts'
import { append, hold, readBody } from './append.ts'
import { type ConversationRow, updateConversation } from './conversations.store.ts'
import { removeDraft } from './drafts.store.ts'
import { insertMention } from './messages.store.ts'
import { messageView } from './view.ts'

/** An agent's message to the customer. @throws AppError unless the agent holds the conversation at this very moment */
export async function writeReply(
  move: Move,
  author: PersonRef,
  conversationId: string,
  { body, key }: { body: string; key: string },
): Promise<Message> {
  const { store, after, at } = move
  const text = readBody(body)
  const row = await hold(store, conversationId)
  requireHolder(row, author.id)
  const message = await append(store, after, at, row, { kind: 'agent', body: text, author, clientId: key })
  await updateConversation(store, row.id, {
    waiting_since: null,
    unread: 0,
    read_by_agent: row.seq,
    first_answer_at: row.first_answer_at ?? at,
  })
  await clearDeadline(store, `unanswered:${row.id}`)
  await removeDraft(store, author.id, row.id)
  return messageView(message)
}

/** @throws AppError `conversation.closed` or `conversation.not_yours` */
export function requireHolder(row: ConversationRow, personId: string): void {
  if (row.status === 'closed') throw new AppError('conversation.closed')
  if (row.assignee_id !== personId)
    throw new AppError('conversation.not_yours', { facts: { assignee: row.assignee_id } })
}

/** A note among colleagues; the customer never sees it. Whom it mentions is told. */
export async function writeNote(
  move: Move,
  author: PersonRef,
  conversationId: string,
  note: Pick<NewMessage, 'body' | 'mentions'> & { key: string },
): Promise<Message> {
  const { store, after, at } = move
  const text = readBody(note.body)
  const row = await hold(store, conversationId)
  const mentions = await mentioned(store, note.mentions ?? [])
  const message = await append(store, after, at, row, {
    kind: 'note',
    body: text,
    author,
    mentions,
    clientId: note.key,
  })
  for (const { id } of mentions) {
    await insertMention(store, { person_id: id, conversation_id: row.id, seq: row.seq, at })
    after({
      kind: 'mentioned',
      providerId: store.providerId,
      conversationId: row.id,
      seq: row.seq,
      personId: id,
      by: author.name,
    })
  }
  await removeDraft(store, author.id, row.id)
  return messageView(message)
}

/** Mentioned people that are agents here; an id of somebody else is a mistake of the caller. */
async function mentioned(store: ProviderStore, ids: readonly string[]): Promise<PersonRef[]> {
  if (ids.length === 0) return []
  const agents = new Map((await selectAgents(store)).map(({ id, name }) => [id, { id, name }]))
  return [...new Set(ids)].map((id) => {
    const agent = agents.get(id)
    if (!agent)
      throw new AppError('request.invalid', {
        fields: [{ field: 'mentions', message: 'is nobody who can be mentioned' }],
      })
    return agent
  })
}
