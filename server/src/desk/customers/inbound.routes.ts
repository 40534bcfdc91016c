import { timingSafeEqual } from 'node:crypto'
import {
  customerMessagesSchema,
  highestNumber,
  idText,
  inboundMessageSchema,
  inboundWrittenSchema,
} from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readProviderId } from '../../directory/providers.ts'
import { AppError } from '../../http/errors.ts'
import type { Request, Server } from '../../http/types.ts'
import { selectConversation } from '../conversations/conversations.store.ts'
import { customerMessagesAfter } from '../conversations/messages.store.ts'
import { customerMessageView, customerState } from '../conversations/view.ts'
import type { DeskDeps } from '../deps.ts'
import { answerOnce, keyedRequest } from '../idempotency.ts'
import { hashOfApiKey } from '../setup/channel-keys.ts'
import { selectChannel } from '../setup/channels.store.ts'
import { contactByExternalId } from './contacts.store.ts'
import { contactFor, writeAsCustomer } from './customer.ts'
import { bearerOf } from './widget-access.ts'

const place = z.object({ provider: idText(20), channel: idText() })
const base = '/api/v1/inbound/:provider/:channel'
const most = 200

/** The API channel: another program writes for its customers. It is known by its key; cookies count for nothing here. */
export function inboundRoutes(server: Server, deps: DeskDeps): void {
  const { store, providers, now } = deps
  const typed = server.withTypeProvider<ZodTypeProvider>()

  const arrive = async (request: Request) => {
    const params = request.params as z.infer<typeof place>
    const id = readProviderId(params.provider)
    const provider = id && (await providers.find(id))
    const channel =
      provider && (await store.read(provider.id, (scoped) => selectChannel(scoped, params.channel)))
    const key = hashOfApiKey(bearerOf(request) ?? '')
    // One answer for all three: whoever guesses channels learns nothing.
    if (!provider || channel?.kind !== 'api' || channel.active !== 1 || !sameText(channel.api_key_hash, key))
      throw new AppError('channel.key_rejected')
    return { providerId: provider.id, channel }
  }

  typed.post(
    `${base}/messages`,
    { schema: { params: place, body: inboundMessageSchema, response: { 200: inboundWrittenSchema } } },
    async (request) => {
      const { providerId, channel } = await arrive(request)
      const keyed = keyedRequest(request)
      const { customer, body } = request.body
      return store.transaction(providerId, (scoped, after) => {
        const move = { store: scoped, after, at: now() }
        return answerOnce(scoped, move.at, `channel ${channel.id}`, keyed, async () => {
          const known = await contactByExternalId(scoped, channel.id, customer.id)
          const who = { tokenHash: null, externalId: customer.id, name: customer.name, email: customer.email }
          const contact = await contactFor(move, channel, known, who)
          return writeAsCustomer(move, channel, contact, { body, key: keyed.key })
        })
      })
    },
  )
  typed.get(
    `${base}/conversations/:id/messages`,
    {
      schema: {
        params: place.extend({ id: idText() }),
        querystring: z.object({ after: z.coerce.number().int().min(0).max(highestNumber).default(0) }),
        response: { 200: customerMessagesSchema },
      },
    },
    async (request) => {
      const { providerId, channel } = await arrive(request)
      return store.read(providerId, async (scoped) => {
        const row = await selectConversation(scoped, request.params.id)
        if (row?.channel_id !== channel.id) throw new AppError('request.not_found')
        const rows = await customerMessagesAfter(scoped, row.id, request.query.after, most + 1)
        return {
          state: await customerState(scoped, row),
          messages: rows.slice(0, most).flatMap((one) => customerMessageView(one) ?? []),
          more: rows.length > most,
        }
      })
    },
  )
}

function sameText(a: string | null, b: string): boolean {
  const [left, right] = [Buffer.from(a ?? ''), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
