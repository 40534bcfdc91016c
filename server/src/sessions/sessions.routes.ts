import { preferencesSchema, problemSchema, sessionViewSchema } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { chooseAlertSound } from '../directory/people.ts'
import { AppError } from '../http/errors.ts'
import type { Server } from '../http/types.ts'
import type { Store } from '../store/store.ts'
import { requireSession } from './guards.ts'
import type { Sessions } from './sessions.ts'

/** Who am I, and what do I prefer. */
export function sessionRoutes(
  server: Server,
  { sessions, store }: { sessions: Sessions; store: Store },
): void {
  server.get(
    '/api/v1/session',
    {
      schema: { response: { 200: sessionViewSchema, 401: problemSchema } },
      // The answer is kept as text with the session; checking it again on every page would cost more than the rest.
      serializerCompiler: () => (text) => text as string,
    },
    async (request, reply) => {
      const session = await sessions.read(request)
      if (!session) throw new AppError('session.missing')
      return reply.type('application/json; charset=utf-8').send(session.viewJson)
    },
  )
  server
    .withTypeProvider<ZodTypeProvider>()
    .put(
      '/api/v1/preferences',
      { schema: { body: preferencesSchema, response: { 200: preferencesSchema } } },
      async (request) => {
        const session = await requireSession(sessions, request)
        await store.transaction(session.providerId, (scoped, after) =>
          chooseAlertSound(scoped, after, session.personId, request.body.alertSound),
        )
        return request.body
      },
    )
}
