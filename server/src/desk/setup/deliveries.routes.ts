import { deliveriesSchema, idText } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { recordEvent } from '../../audit/audit.ts'
import type { Server } from '../../http/types.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { Store } from '../../store/store.ts'
import { type Access, designers } from './access.ts'
import { selectChannel } from './channels.store.ts'
import { type DeliveryRow, selectDeliveries, sendAgain } from './deliveries.store.ts'
import { found, invalid } from './refusals.ts'

const params = z.object({ id: idText() })
const eventParams = params.extend({ event: z.coerce.number().int().positive() })
const querystring = z.object({ before: z.coerce.number().int().positive().optional() })
const pageSize = 50

/** What was sent to a channel's webhook, and sending it once more. */
export function deliveryRoutes(
  server: Server,
  { admit, read, store, now }: Access & { store: Store; now: () => number },
): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  typed.get(
    '/api/v1/channels/:id/deliveries',
    { schema: { params, querystring, response: { 200: deliveriesSchema } } },
    (request) =>
      read(request, designers, (scoped) => pageOf(scoped, request.params.id, request.query.before)),
  )
  typed.post(
    '/api/v1/channels/:id/deliveries/:event/replay',
    { schema: { params: eventParams, response: { 204: z.null() } } },
    async (request, reply) => {
      const { providerId, personId } = await admit(request, designers)
      const { id, event } = request.params
      const at = now()
      await store.transaction(providerId, async (scoped, after) => {
        const { webhook_url } = found(await selectChannel(scoped, id))
        if (webhook_url === null)
          throw invalid('webhookUrl', 'This channel has no address to send events to.')
        found((await sendAgain(scoped, id, event, at)) || undefined)
        await recordEvent(scoped, at, {
          kind: 'webhook.replayed',
          actor: personId,
          subject: id,
          facts: { event },
        })
        after({ kind: 'webhooks_waiting', providerId })
      })
      return reply.code(204).send(null)
    },
  )
}

async function pageOf(
  store: ProviderStore,
  channelId: string,
  before: number | undefined,
): Promise<z.infer<typeof deliveriesSchema>> {
  found(await selectChannel(store, channelId))
  const rows = await selectDeliveries(store, channelId, before, pageSize + 1)
  const page = rows.slice(0, pageSize)
  return { deliveries: page.map(viewOf), next: rows.length > pageSize ? page.at(-1)!.id : null }
}

const viewOf = (row: DeliveryRow) => ({
  id: row.id,
  type: row.type,
  conversationId: row.conversation_id,
  createdAt: new Date(row.created_at).toISOString(),
  attempts: row.attempts,
  deliveredAt: instant(row.delivered_at),
  nextAt: instant(row.next_at),
  lastError: row.last_error,
})

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())
