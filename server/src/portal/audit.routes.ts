import { auditGroupSchema, auditPageSchema, idText, writtenText } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { auditors, listEvents } from '../audit/audit-log.ts'
import type { Server } from '../http/types.ts'
import { requireRole } from '../sessions/guards.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { Store } from '../store/store.ts'

const listQuery = z.object({
  group: auditGroupSchema.optional(),
  search: writtenText().trim().max(200).optional(),
  before: idText().optional(),
})

/** The audit log: who did what, and when. */
export function auditRoutes(server: Server, { sessions, store }: { sessions: Sessions; store: Store }): void {
  server
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/api/v1/audit',
      { schema: { querystring: listQuery, response: { 200: auditPageSchema } } },
      async (request) => {
        const session = await requireRole(sessions, request, auditors)
        return store.read(session.providerId, (scoped) => listEvents(scoped, request.query))
      },
    )
}
