import { idText, teamDraftSchema, teamSchema, teamsSchema } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Server } from '../../http/types.ts'
import { type Access, managers, staff } from './access.ts'
import { changeTeam, createTeam, deleteTeam, listTeams } from './teams.ts'

const params = z.object({ id: idText() })

/** Who answers whom: administrators and managers say so, the rest of the staff sees it. */
export function teamRoutes(server: Server, { read, change }: Access): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  typed.get('/api/v1/teams', { schema: { response: { 200: teamsSchema } } }, (request) =>
    read(request, staff, async (store) => ({ teams: await listTeams(store) })),
  )
  typed.post(
    '/api/v1/teams',
    { schema: { body: teamDraftSchema, response: { 200: teamSchema } } },
    (request) => change(request, managers, (made) => createTeam(made, request.body)),
  )
  typed.patch(
    '/api/v1/teams/:id',
    { schema: { params, body: teamDraftSchema.partial(), response: { 200: teamSchema } } },
    (request) => change(request, managers, (made) => changeTeam(made, request.params.id, request.body)),
  )
  typed.delete(
    '/api/v1/teams/:id',
    { schema: { params, response: { 204: z.null() } } },
    async (request, reply) => {
      await change(request, managers, (made) => deleteTeam(made, request.params.id))
      return reply.code(204).send(null)
    },
  )
}
