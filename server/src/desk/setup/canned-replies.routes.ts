import { cannedRepliesSchema, cannedReplyDraftSchema, cannedReplySchema, idText } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Server } from '../../http/types.ts'
import { type Access, designers, designersAndAgents } from './access.ts'
import {
  changeCannedReply,
  createCannedReply,
  deleteCannedReply,
  listCannedReplies,
} from './canned-replies.ts'

const params = z.object({ id: idText() })

export function cannedReplyRoutes(server: Server, { read, change }: Access): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  typed.get('/api/v1/canned-replies', { schema: { response: { 200: cannedRepliesSchema } } }, (request) =>
    read(request, designersAndAgents, async (store) => ({ replies: await listCannedReplies(store) })),
  )
  typed.post(
    '/api/v1/canned-replies',
    { schema: { body: cannedReplyDraftSchema, response: { 200: cannedReplySchema } } },
    (request) => change(request, designers, (made) => createCannedReply(made, request.body)),
  )
  typed.patch(
    '/api/v1/canned-replies/:id',
    { schema: { params, body: cannedReplyDraftSchema.partial(), response: { 200: cannedReplySchema } } },
    (request) =>
      change(request, designers, (made) => changeCannedReply(made, request.params.id, request.body)),
  )
  typed.delete(
    '/api/v1/canned-replies/:id',
    { schema: { params, response: { 204: z.null() } } },
    async (request, reply) => {
      await change(request, designers, (made) => deleteCannedReply(made, request.params.id))
      return reply.code(204).send(null)
    },
  )
}
