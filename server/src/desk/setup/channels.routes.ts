import { channelDraftSchema, channelKeySchema, channelSchema, channelsSchema, idText } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Server } from '../../http/types.ts'
import type { Sealing } from '../../store/sealing.ts'
import { type Access, designers } from './access.ts'
import { makeChannelKey } from './channel-keys.ts'
import { changeChannel, createChannel, deleteChannel, listChannels } from './channels.ts'

const params = z.object({ id: idText() })

type Deps = Access & {
  sealing: Sealing
  /** Whether a webhook may lead to an http address under `localhost`. */
  allowLoopback: boolean
}

/** Where conversations come from. */
export function channelRoutes(server: Server, { read, change, sealing, allowLoopback }: Deps): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  typed.get('/api/v1/channels', { schema: { response: { 200: channelsSchema } } }, (request) =>
    read(request, designers, async (store) => ({ channels: await listChannels(store) })),
  )
  typed.post(
    '/api/v1/channels',
    { schema: { body: channelDraftSchema, response: { 200: channelSchema } } },
    (request) => change(request, designers, (made) => createChannel(made, request.body, allowLoopback)),
  )
  typed.patch(
    '/api/v1/channels/:id',
    { schema: { params, body: channelDraftSchema.partial(), response: { 200: channelSchema } } },
    (request) =>
      change(request, designers, (made) =>
        changeChannel(made, request.params.id, request.body, allowLoopback),
      ),
  )
  typed.delete(
    '/api/v1/channels/:id',
    { schema: { params, response: { 204: z.null() } } },
    async (request, reply) => {
      await change(request, designers, (made) => deleteChannel(made, request.params.id))
      return reply.code(204).send(null)
    },
  )
  typed.post(
    '/api/v1/channels/:id/key',
    { schema: { params, response: { 200: channelKeySchema } } },
    (request) => change(request, designers, (made) => makeChannelKey(made, sealing, request.params.id)),
  )
}
