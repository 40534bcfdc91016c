import {
  agentStatusChangeSchema,
  agentStatusViewSchema,
  agentsSchema,
  agentViewSchema,
  forceAwaySchema,
  idText,
  statusboardSchema,
} from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { recordEvent } from '../../audit/audit.ts'
import { endSessionsOf } from '../../directory/ended-sessions.store.ts'
import { AppError } from '../../http/errors.ts'
import type { Server } from '../../http/types.ts'
import { requireRole } from '../../sessions/guards.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import { requireAgent, requireDesk, supervising } from '../access.ts'
import { withStatus } from '../conversations/conversations.store.ts'
import { conversationViews } from '../conversations/view.ts'
import type { DeskDeps } from '../deps.ts'
import { letGo } from '../routing/settle.ts'
import { setStatus } from './status.ts'
import { agentViews, colleagues } from './view.ts'

const byId = z.object({ id: idText() })

/** Agents' own status, their colleagues, and what a supervisor does with them. */
export function agentRoutes(server: Server, { sessions, store, now }: DeskDeps): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  typed.get(
    '/api/v1/agent/status',
    { schema: { response: { 200: agentStatusViewSchema } } },
    async (request) => {
      const { providerId, personId } = await requireAgent(sessions, request)
      const agent = await store.read(providerId, (scoped) => oneAgent(scoped, now(), personId))
      return { status: agent.status, since: agent.since, reason: agent.reason, by: agent.by }
    },
  )
  typed.put(
    '/api/v1/agent/status',
    { schema: { body: agentStatusChangeSchema, response: { 200: agentStatusViewSchema } } },
    async (request) => {
      const { providerId, personId } = await requireAgent(sessions, request)
      const { status } = request.body
      return store.transaction(providerId, async (scoped, after) => {
        const move = { store: scoped, after, at: now() }
        await setStatus(move, { personId, status, reason: 'chosen' })
        return { status, since: new Date(move.at).toISOString(), reason: 'chosen' as const, by: null }
      })
    },
  )
  typed.get('/api/v1/agents', { schema: { response: { 200: agentsSchema } } }, async (request) => {
    const session = await requireDesk(sessions, request)
    return store.read(session.providerId, (scoped) => colleagues(scoped, now()))
  })
  typed.get('/api/v1/statusboard', { schema: { response: { 200: statusboardSchema } } }, async (request) => {
    const session = await requireRole(sessions, request, supervising)
    return store.read(session.providerId, async (scoped) => ({
      queue: await conversationViews(scoped, await withStatus(scoped, 'queued')),
      live: await conversationViews(scoped, await withStatus(scoped, 'assigned')),
      agents: await agentViews(scoped, now()),
    }))
  })
  typed.post(
    '/api/v1/agents/:id/away',
    { schema: { params: byId, body: forceAwaySchema, response: { 200: agentViewSchema } } },
    async (request) => {
      const session = await requireRole(sessions, request, supervising)
      const { id } = request.params
      return store.transaction(session.providerId, async (scoped, after) => {
        const move = { store: scoped, after, at: now() }
        await oneAgent(scoped, move.at, id)
        const by = { id: session.personId, name: session.name }
        await setStatus(move, { personId: id, status: 'away', reason: 'forced', by })
        if (request.body.requeue) await letGo(move, id, 'forced_away')
        return oneAgent(scoped, move.at, id)
      })
    },
  )
  typed.post(
    '/api/v1/agents/:id/sign-out',
    { schema: { params: byId, response: { 200: agentViewSchema } } },
    async (request) => {
      const session = await requireRole(sessions, request, supervising)
      const { id } = request.params
      return store.transaction(session.providerId, async (scoped, after) => {
        const at = now()
        const agent = await oneAgent(scoped, at, id)
        await endSessionsOf(scoped, at, { personId: id }, 'ended_by_administrator')
        await recordEvent(scoped, at, { kind: 'person.signed_out', actor: session.personId, subject: id })
        // Conversations follow in this transaction, sockets right after it.
        after({
          kind: 'person_changed',
          providerId: session.providerId,
          personId: id,
          cause: 'signed_out',
        })
        return { ...agent, connected: false }
      })
    },
  )
}

/** @throws AppError `request.not_found` */
async function oneAgent(store: ProviderStore, at: number, id: string) {
  const [agent] = await agentViews(store, at, id)
  if (!agent) throw new AppError('request.not_found')
  return agent
}
