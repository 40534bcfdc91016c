import { agentStatusChangeSchema, agentStatusViewSchema } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { chooseAgentStatus, findPerson } from '../directory/people.ts'
import { AppError } from '../http/errors.ts'
import type { Request, Server } from '../http/types.ts'
import { requireSession } from '../sessions/guards.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { Store } from '../store/store.ts'

type Deps = { sessions: Sessions; store: Store; now: () => number }

/** What an agent chose: away or available. Every sign-in starts with away. */
export function agentStatusRoutes(server: Server, { sessions, store, now }: Deps): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  const requireAgent = async (request: Request) => {
    const session = await requireSession(sessions, request)
    if (!session.agent) throw new AppError('session.forbidden', { facts: { agent: false } })
    return session
  }
  typed.get(
    '/api/v1/agent/status',
    { schema: { response: { 200: agentStatusViewSchema } } },
    async (request) => {
      const session = await requireAgent(request)
      const row = await store.read(session.providerId, (scoped) => findPerson(scoped, session.personId))
      if (!row) throw new AppError('session.missing')
      return { status: row.agent_status, since: new Date(row.agent_status_since).toISOString() }
    },
  )
  typed.put(
    '/api/v1/agent/status',
    { schema: { body: agentStatusChangeSchema, response: { 200: agentStatusViewSchema } } },
    async (request) => {
      const session = await requireAgent(request)
      const { status } = request.body
      const at = now()
      await store.transaction(session.providerId, (scoped) =>
        chooseAgentStatus(scoped, at, session.personId, status),
      )
      return { status, since: new Date(at).toISOString() }
    },
  )
}
