import {
  assignSchema,
  type Conversation,
  conversationSchema,
  draftSchema,
  idText,
  messageSchema,
  newMessageSchema,
  readMarkSchema,
  tagsOfSchema,
  takeSchema,
  transferSchema,
} from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AppError } from '../../http/errors.ts'
import type { Request, Server } from '../../http/types.ts'
import { requireRole } from '../../sessions/guards.ts'
import type { Session } from '../../sessions/sessions.ts'
import { requireAgent, requireDesk, supervising, visibleConversation } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { answerOnce, keyedRequest } from '../idempotency.ts'
import { closeBy, reassign, reopenBy, requeueBy, take, transfer } from '../routing/actions.ts'
import type { Move } from '../routing/hand-over.ts'
import { removeDraft, saveDraft } from './drafts.store.ts'
import { markRead } from './read-marks.ts'
import { replaceTags } from './tags.store.ts'
import { conversationViews } from './view.ts'
import { writeNote, writeReply } from './write.ts'

const byId = z.object({ id: idText() })
const asConversation = { response: { 200: conversationSchema }, params: byId }

/** What agents and supervisors change. Each change is one transaction and is done once for each Idempotency-Key. */
export function changingRoutes(server: Server, { sessions, store, now }: DeskDeps): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()

  /** Sees it, has a key, and does the work once. */
  const change = <T>(
    request: Request,
    session: Session,
    work: (move: Move, id: string, key: string) => Promise<T>,
  ): Promise<T> => {
    const keyed = keyedRequest(request)
    const { id } = request.params as z.infer<typeof byId>
    return store.transaction(session.providerId, (scoped, after) => {
      const move = { store: scoped, after, at: now() }
      return answerOnce(scoped, move.at, session.personId, keyed, async () => {
        await visibleConversation(scoped, session, id)
        return work(move, id, keyed.key)
      })
    })
  }

  typed.post(
    '/api/v1/conversations/:id/messages',
    { schema: { params: byId, body: newMessageSchema, response: { 200: messageSchema } } },
    async (request) => {
      const session = await requireDesk(sessions, request)
      const author = { id: session.personId, name: session.name }
      const { kind, body, mentions } = request.body
      return change(request, session, (move, id, key) =>
        kind === 'note'
          ? writeNote(move, author, id, { body, key, ...(mentions && { mentions }) })
          : writeReply(move, author, id, { body, key }),
      )
    },
  )
  typed.post(
    '/api/v1/conversations/:id/take',
    { schema: { ...asConversation, body: takeSchema } },
    async (request) => {
      const session = await requireAgent(sessions, request)
      const takeOver = request.body.takeOver ?? false
      return change(request, session, (move, id) => take(move, session, id, takeOver))
    },
  )
  typed.post(
    '/api/v1/conversations/:id/transfer',
    { schema: { ...asConversation, body: transferSchema } },
    async (request) => {
      const session = await requireDesk(sessions, request)
      return change(request, session, (move, id) => transfer(move, session, id, request.body))
    },
  )
  typed.post(
    '/api/v1/conversations/:id/assign',
    { schema: { ...asConversation, body: assignSchema } },
    async (request) => {
      const session = await requireRole(sessions, request, supervising)
      return change(request, session, (move, id) => reassign(move, session, id, request.body.agent))
    },
  )
  const simple: Record<string, (move: Move, session: Session, id: string) => Promise<Conversation>> = {
    close: closeBy,
    requeue: requeueBy,
    reopen: reopenBy,
  }
  for (const [name, act] of Object.entries(simple))
    typed.post(`/api/v1/conversations/:id/${name}`, { schema: asConversation }, async (request) => {
      const session = await requireDesk(sessions, request)
      return change(request, session, (move, id) => act(move, session, id))
    })
  typed.put(
    '/api/v1/conversations/:id/tags',
    { schema: { ...asConversation, body: tagsOfSchema } },
    async (request) => {
      const session = await requireDesk(sessions, request)
      return change(request, session, async (move, id) => {
        const unknown = await replaceTags(move.store, id, request.body.tags)
        if (unknown.length > 0)
          throw new AppError('request.invalid', {
            fields: [{ field: 'tags', message: `There is no tag "${unknown[0]}"` }],
          })
        const row = await visibleConversation(move.store, session, id)
        move.after({
          kind: 'conversation_changed',
          providerId: session.providerId,
          conversationId: id,
          change: 'updated',
          seq: row.seq,
        })
        return (await conversationViews(move.store, [row]))[0]!
      })
    },
  )
  typed.put(
    '/api/v1/conversations/:id/draft',
    { schema: { params: byId, body: draftSchema } },
    async (request, reply) => {
      const session = await requireDesk(sessions, request)
      const { kind, body } = request.body
      await store.transaction(session.providerId, async (scoped) => {
        const { id } = await visibleConversation(scoped, session, request.params.id)
        if (body === '') await removeDraft(scoped, session.personId, id)
        else await saveDraft(scoped, now(), session.personId, id, { kind, body })
      })
      return reply.code(204).send()
    },
  )
  typed.put(
    '/api/v1/conversations/:id/read',
    { schema: { params: byId, body: readMarkSchema } },
    async (request, reply) => {
      const session = await requireAgent(sessions, request)
      await store.transaction(session.providerId, async (scoped, after) => {
        const row = await visibleConversation(scoped, session, request.params.id)
        // A colleague who looks in has not read it for the one who answers.
        if (row.assignee_id === session.personId)
          await markRead({ store: scoped, after, at: now() }, row, 'agent', request.body.seq)
      })
      return reply.code(204).send()
    },
  )
}
