import {
  customerMessagesSchema,
  customerStateSchema,
  customerWriteSchema,
  customerWrittenSchema,
  highestNumber,
  idText,
  readMarkSchema,
  widgetChannelSchema,
} from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fromOwnPage } from '../../http/same-origin.ts'
import type { Request, Server } from '../../http/types.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import { latestOfContact, selectConversation } from '../conversations/conversations.store.ts'
import { customerMessagesAfter } from '../conversations/messages.store.ts'
import { markRead } from '../conversations/read-marks.ts'
import { customerMessageView, customerState } from '../conversations/view.ts'
import type { DeskDeps } from '../deps.ts'
import { answerOnce, keyedRequest } from '../idempotency.ts'
import { contactByToken } from './contacts.store.ts'
import { contactFor, endByCustomer, writeAsCustomer } from './customer.ts'
import { customerSockets } from './customer-socket.ts'
import { isOnline } from './online.ts'
import { bearerOf, findPlace, takeAllowance, tokenHashOf } from './widget-access.ts'

const place = z.object({ provider: idText(20), tag: idText() })
const base = '/widget/v1/:provider/:tag'
const most = 200

/** What the widget in a customer's browser calls. It knows its customer by the token alone: no cookie, no session. */
export function widgetRoutes(server: Server, deps: DeskDeps): void {
  const { store, now, brand } = deps
  const typed = server.withTypeProvider<ZodTypeProvider>()

  const arrive = async (request: Request) => {
    const { provider, tag } = request.params as z.infer<typeof place>
    const there = await findPlace(deps, provider, tag)
    return { ...there, tokenHash: tokenHashOf(bearerOf(request)) }
  }

  typed.get(
    `${base}/channel`,
    { schema: { params: place, response: { 200: widgetChannelSchema } } },
    async (request) => {
      const { channel, provider, providerId } = await findPlace(
        deps,
        request.params.provider,
        request.params.tag,
      )
      return {
        brand,
        provider,
        name: channel.name,
        greet: channel.greet,
        greeting: channel.greeting,
        offlineMessage: channel.offline_message,
        colour: channel.colour,
        inviteAfter: channel.invite_after,
        online: await store.read(providerId, (scoped) => isOnline(scoped, now(), channel.team_id)),
      }
    },
  )
  typed.post(
    `${base}/messages`,
    { schema: { params: place, body: customerWriteSchema, response: { 200: customerWrittenSchema } } },
    async (request) => {
      const { providerId, channel, tokenHash } = await arrive(request)
      const keyed = keyedRequest(request)
      takeAllowance(deps, request, tokenHash)
      const { body, name, email } = request.body
      return store.transaction(providerId, (scoped, after) => {
        const move = { store: scoped, after, at: now() }
        return answerOnce(scoped, move.at, tokenHash, keyed, async () => {
          const known = await contactByToken(scoped, tokenHash)
          const who = { tokenHash, externalId: null, name: name || undefined, email }
          const contact = await contactFor(move, channel, known, who)
          const { message, state } = await writeAsCustomer(move, channel, contact, { body, key: keyed.key })
          return { message, state }
        })
      })
    },
  )
  typed.get(
    `${base}/state`,
    { schema: { params: place, response: { 200: customerStateSchema } } },
    async (request) => {
      const { providerId, tokenHash } = await arrive(request)
      return store.read(providerId, async (scoped) =>
        customerState(scoped, await currentOf(scoped, tokenHash)),
      )
    },
  )
  typed.get(
    `${base}/messages`,
    {
      schema: {
        params: place,
        querystring: z.object({ after: z.coerce.number().int().min(0).max(highestNumber).default(0) }),
        response: { 200: customerMessagesSchema },
      },
    },
    async (request) => {
      const { providerId, tokenHash } = await arrive(request)
      return store.read(providerId, async (scoped) => {
        const row = await currentOf(scoped, tokenHash)
        const rows = row ? await customerMessagesAfter(scoped, row.id, request.query.after, most + 1) : []
        return {
          state: await customerState(scoped, row),
          messages: rows.slice(0, most).flatMap((one) => customerMessageView(one) ?? []),
          more: rows.length > most,
        }
      })
    },
  )
  typed.put(`${base}/read`, { schema: { params: place, body: readMarkSchema } }, async (request, reply) => {
    const { providerId, tokenHash } = await arrive(request)
    await store.transaction(providerId, async (scoped, after) => {
      const row = await currentOf(scoped, tokenHash)
      if (row) await markRead({ store: scoped, after, at: now() }, row, 'customer', request.body.seq)
    })
    return reply.code(204).send()
  })
  typed.post(
    `${base}/end`,
    { schema: { params: place, response: { 200: customerStateSchema } } },
    async (request) => {
      const { providerId, tokenHash } = await arrive(request)
      return store.transaction(providerId, async (scoped, after) => {
        const contact = await contactByToken(scoped, tokenHash)
        if (!contact) return customerState(scoped, undefined)
        return endByCustomer({ store: scoped, after, at: now() }, contact.id)
      })
    },
  )
  const sockets = customerSockets(deps)
  server.get(
    `${base}/realtime`,
    {
      websocket: true,
      schema: { hide: true },
      preValidation: fromOwnPage(deps.origins),
    },
    (socket, request) => {
      const { provider, tag } = request.params as z.infer<typeof place>
      void sockets.admit(socket, { provider, tag }).catch(deps.onError)
    },
  )
}

/** The customer's latest conversation. */
async function currentOf(store: ProviderStore, tokenHash: string) {
  const contact = await contactByToken(store, tokenHash)
  const latest = contact && (await latestOfContact(store, contact.id))
  return latest && selectConversation(store, latest.id)
}
