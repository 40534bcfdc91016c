import { idText, traceOutcomeSchema, traceSchema, tracesPageSchema, writtenText } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findTrace, listTraces, summaryOf } from '../audit/traces.ts'
import { AppError } from '../http/errors.ts'
import { readIncident } from '../http/incident.ts'
import type { Server } from '../http/types.ts'
import { requireRole } from '../sessions/guards.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { Store } from '../store/store.ts'

const pageSize = 50

const listQuery = z.object({
  outcome: traceOutcomeSchema.optional(),
  code: idText(100).optional(),
  search: writtenText().max(200).optional(),
  before: idText(20).optional(),
})

/** What happened at each sign-in, and behind each incident id. */
export function traceRoutes(server: Server, { sessions, store }: { sessions: Sessions; store: Store }): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  typed.get(
    '/api/v1/traces',
    { schema: { querystring: listQuery, response: { 200: tracesPageSchema } } },
    async (request) => {
      const session = await requireRole(sessions, request, ['administrator', 'manager', 'supervisor'])
      const filter = { ...request.query, search: request.query.search && tidy(request.query.search) }
      const rows = await store.read(session.providerId, (scoped) => listTraces(scoped, filter, pageSize + 1))
      const page = rows.slice(0, pageSize)
      return { traces: page.map(summaryOf), next: rows.length > pageSize ? page.at(-1)!.incident : null }
    },
  )
  typed.get(
    '/api/v1/traces/:incident',
    { schema: { params: z.object({ incident: idText(40) }), response: { 200: traceSchema } } },
    async (request) => {
      const session = await requireRole(sessions, request, ['administrator', 'manager', 'supervisor'])
      const incident = readIncident(request.params.incident)
      const trace =
        incident && (await store.read(session.providerId, (scoped) => findTrace(scoped, incident)))
      if (!trace) throw new AppError('request.not_found')
      return trace
    },
  )
}

/** An incident id is found however it was typed. */
const tidy = (search: string): string => readIncident(search) ?? search
