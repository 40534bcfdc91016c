import { idText, peoplePageSchema, personChangeSchema, personViewSchema, writtenText } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { changePerson, findPerson, listPeople, otherAdministrators, personView } from '../directory/people.ts'
import { AppError } from '../http/errors.ts'
import type { Server } from '../http/types.ts'
import { requireRole } from '../sessions/guards.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { Store } from '../store/store.ts'

type Deps = { sessions: Sessions; store: Store; now: () => number }

const listQuery = z.object({
  search: writtenText().max(200).optional(),
  state: z.enum(['active', 'deactivated']).optional(),
  after: idText().optional(),
})

/** Users: supervisors see them, managers and administrators change them; only administrators make administrators. */
export function peopleRoutes(server: Server, { sessions, store, now }: Deps): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  typed.get(
    '/api/v1/people',
    { schema: { querystring: listQuery, response: { 200: peoplePageSchema } } },
    async (request) => {
      const session = await requireRole(sessions, request, ['administrator', 'manager', 'supervisor'])
      const { search, state, after } = request.query
      const active = state === undefined ? undefined : state === 'active'
      return store.read(session.providerId, (scoped) => listPeople(scoped, { search, active, after }))
    },
  )
  typed.patch(
    '/api/v1/people/:id',
    {
      schema: {
        params: z.object({ id: idText() }),
        body: personChangeSchema,
        response: { 200: personViewSchema },
      },
    },
    async (request) => {
      const session = await requireRole(sessions, request, ['administrator', 'manager'])
      const { id } = request.params
      const change = request.body
      return store.transaction(session.providerId, async (scoped, after) => {
        const before = await findPerson(scoped, id)
        if (!before) throw new AppError('request.not_found')
        const touchesAdministrators = before.role === 'administrator' || change.role === 'administrator'
        if (session.role !== 'administrator' && touchesAdministrators)
          throw new AppError('session.forbidden', { facts: { role: session.role, wanted: 'administrator' } })
        const losesAdministrator =
          before.role === 'administrator' &&
          before.active === 1 &&
          (change.active === false || (change.role !== undefined && change.role !== 'administrator'))
        if (losesAdministrator && (await otherAdministrators(scoped, id)) === 0)
          throw new AppError('person.last_administrator')
        const row = await changePerson(scoped, after, now(), { id, by: session.personId, ...change })
        return personView(row!)
      })
    },
  )
}
