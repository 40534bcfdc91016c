import {
  conversationDetailSchema,
  conversationPageSchema,
  highestNumber,
  idText,
  listNames,
  messagesSchema,
  openConversationsSchema,
  searchResultSchema,
  suggestionsSchema,
  writtenText,
} from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Server } from '../../http/types.ts'
import type { Session } from '../../sessions/sessions.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import { requireDesk, supervises, visibleConversation } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { ledgerOf } from '../routing/ledger.store.ts'
import { teamsOf } from '../setup/teams.store.ts'
import type { Reader } from './access.store.ts'
import { heldBy, relatedTo } from './conversations.store.ts'
import { selectDraft } from './drafts.store.ts'
import { selectList } from './lists.store.ts'
import { messagesAfter, messagesBefore } from './messages.store.ts'
import { searchConversations, searchMessages } from './search.store.ts'
import { suggest } from './suggest.ts'
import { conversationViews, messageView } from './view.ts'

const pageSize = { list: 100, messages: 200, search: 30 }
const byId = z.object({ id: idText() })
const listQuery = z.object({
  list: z.enum(listNames),
  search: writtenText().trim().max(200).optional(),
  before: z.string().max(100).optional(),
})
const messagesQuery = z.object({
  after: z.coerce.number().int().min(0).max(highestNumber).optional(),
  before: z.coerce.number().int().min(1).max(highestNumber).optional(),
})

/** Lists, threads, search: what an agent or a supervisor reads. */
export function readingRoutes(server: Server, { sessions, store }: DeskDeps): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  typed.get(
    '/api/v1/conversations',
    { schema: { querystring: listQuery, response: { 200: conversationPageSchema } } },
    async (request) => {
      const session = await requireDesk(sessions, request)
      return store.read(session.providerId, async (scoped) => {
        const reader = await readerOf(scoped, session)
        const { rows, total, next } = await selectList(scoped, reader, request.query, pageSize.list)
        return { conversations: await conversationViews(scoped, rows), total, next }
      })
    },
  )
  typed.get(
    '/api/v1/conversations/:id',
    { schema: { params: byId, response: { 200: conversationDetailSchema } } },
    async (request) => {
      const session = await requireDesk(sessions, request)
      return store.read(session.providerId, async (scoped) => {
        const row = await visibleConversation(scoped, session, request.params.id)
        return {
          conversation: (await conversationViews(scoped, [row]))[0]!,
          draft: (await selectDraft(scoped, session.personId, row.id)) ?? null,
          ledger: await ledgerOf(scoped, row.id),
        }
      })
    },
  )
  typed.get(
    '/api/v1/conversations/:id/messages',
    { schema: { params: byId, querystring: messagesQuery, response: { 200: messagesSchema } } },
    async (request) => {
      const session = await requireDesk(sessions, request)
      const { after, before = highestNumber } = request.query
      return store.read(session.providerId, async (scoped) => {
        const { id } = await visibleConversation(scoped, session, request.params.id)
        const rows =
          after === undefined
            ? await messagesBefore(scoped, id, before, pageSize.messages + 1)
            : await messagesAfter(scoped, id, after, pageSize.messages + 1)
        const more = rows.length > pageSize.messages
        const kept = after === undefined ? rows.slice(-pageSize.messages) : rows.slice(0, pageSize.messages)
        return { messages: kept.map(messageView), more }
      })
    },
  )
  typed.get(
    '/api/v1/conversations/:id/related',
    { schema: { params: byId, response: { 200: openConversationsSchema } } },
    async (request) => {
      const session = await requireDesk(sessions, request)
      return store.read(session.providerId, async (scoped) => {
        const row = await visibleConversation(scoped, session, request.params.id)
        return { conversations: await conversationViews(scoped, await relatedTo(scoped, row)) }
      })
    },
  )
  typed.get(
    '/api/v1/conversations/:id/suggestions',
    { schema: { params: byId, response: { 200: suggestionsSchema } } },
    async (request) => {
      const session = await requireDesk(sessions, request)
      return store.read(session.providerId, async (scoped) => {
        const row = await visibleConversation(scoped, session, request.params.id)
        return { replies: (await suggest(scoped, row)).slice(0, 50) }
      })
    },
  )
  typed.get(
    '/api/v1/agent/open',
    { schema: { response: { 200: openConversationsSchema } } },
    async (request) => {
      const session = await requireDesk(sessions, request)
      return store.read(session.providerId, async (scoped) => ({
        conversations: await conversationViews(scoped, await heldBy(scoped, session.personId)),
      }))
    },
  )
  typed.get(
    '/api/v1/search',
    {
      schema: {
        querystring: z.object({ q: writtenText().trim().min(2).max(200) }),
        response: { 200: searchResultSchema },
      },
    },
    async (request) => {
      const session = await requireDesk(sessions, request)
      const { q } = request.query
      return store.read(session.providerId, async (scoped) => {
        const reader = await readerOf(scoped, session)
        const conversations = await searchConversations(scoped, reader, q, pageSize.search)
        const messages = await searchMessages(scoped, reader, q, pageSize.search)
        return {
          conversations: await conversationViews(scoped, conversations),
          messages: messages.map((row) => ({ ...messageView(row), customer: row.customer })),
        }
      })
    },
  )
}

const readerOf = async (store: ProviderStore, session: Session): Promise<Reader> => ({
  personId: session.personId,
  teams: supervises(session) ? undefined : await teamsOf(store, session.personId),
})
