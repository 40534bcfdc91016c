import { z } from 'zod'
import { idText, writtenText } from './text.ts'

/**
 * The widget's calls, all under `/widget/v1/{provider}/{entryTag}`. The browser makes its own token, 32 random bytes
 * as base64url, and sends it as `Authorization: Bearer`; the server keeps its hash. A start that is sent twice is then
 * the same start.
 */
export const customerToken = /^[A-Za-z0-9_-]{43}$/

/** `GET …/channel`, without a token. */
export const widgetChannelSchema = z.object({
  brand: z.string(),
  provider: z.string(),
  name: z.string(),
  greet: z.enum(['guest', 'form']),
  greeting: z.string(),
  offlineMessage: z.string(),
  colour: z.string(),
  /** Seconds on a page after which the launcher shows the greeting, unless the customer is known; `null` for never. */
  inviteAfter: z.number().int().nullable(),
  /** An agent who could answer is there. */
  online: z.boolean(),
})
export type WidgetChannel = z.infer<typeof widgetChannelSchema>

/** `POST …/messages`, with `Idempotency-Key`. The first one starts the conversation. */
export const customerWriteSchema = z.object({
  body: writtenText(),
  name: writtenText().trim().max(120).optional(),
  email: z.email().max(254).optional(),
})
export type CustomerWrite = z.infer<typeof customerWriteSchema>

/** A message as the customer sees it: no notes, no reasons. */
export const customerMessageSchema = z.object({
  id: z.string(),
  seq: z.number().int(),
  kind: z.enum(['customer', 'agent', 'system']),
  author: z.string().nullable(),
  body: z.string(),
  event: z
    .object({
      type: z.enum(['queued', 'assigned', 'requeued', 'closed', 'reopened']),
      agent: z.string().nullable(),
    })
    .nullable(),
  at: z.string(),
  clientId: z.string().nullable(),
})
export type CustomerMessage = z.infer<typeof customerMessageSchema>

/** `GET …/state`, and the answer of `POST …/end`. `PUT …/read` takes `{ seq }`. */
export const customerStateSchema = z.object({
  /** `none`: nothing has been written yet. */
  status: z.enum(['none', 'queued', 'assigned', 'closed']),
  agent: z.string().nullable(),
  /** 1 is next. */
  position: z.number().int().nullable(),
  seq: z.number().int(),
  readByAgent: z.number().int(),
  readByCustomer: z.number().int(),
})
export type CustomerState = z.infer<typeof customerStateSchema>

/** `GET …/messages?after=<seq>`; at most 200. */
export const customerMessagesSchema = z.object({
  state: customerStateSchema,
  messages: z.array(customerMessageSchema),
  more: z.boolean(),
})
export type CustomerMessages = z.infer<typeof customerMessagesSchema>
/** Answer of `POST …/messages`. */
export const customerWrittenSchema = z.object({ message: customerMessageSchema, state: customerStateSchema })
export type CustomerWritten = z.infer<typeof customerWrittenSchema>

/**
 * API channel: `POST /api/v1/inbound/{provider}/{channel}/messages` with `Authorization: Bearer <API key>` and
 * `Idempotency-Key`. `customer.id` is the sender's own name for the customer.
 */
export const inboundMessageSchema = z.object({
  customer: z.object({
    id: idText(200).min(1),
    name: writtenText().trim().min(1).max(120),
    email: z.email().max(254).optional(),
  }),
  body: writtenText(),
})
export const inboundWrittenSchema = z.object({
  conversationId: z.string(),
  message: customerMessageSchema,
  state: customerStateSchema,
})

/** Body of a webhook, signed as Standard Webhooks say (`webhook-id`, `webhook-timestamp`, `webhook-signature`). */
export const webhookEventSchema = z.object({
  id: z.string(),
  type: z.enum([
    'conversation.created',
    'conversation.assigned',
    'conversation.requeued',
    'conversation.closed',
    'conversation.reopened',
    'message.created',
  ]),
  providerId: z.number().int(),
  channelId: z.string(),
  /** Counts 1, 2, 3 … within the conversation's events. */
  number: z.number().int(),
  at: z.string(),
  conversation: z.object({
    id: z.string(),
    status: z.enum(['queued', 'assigned', 'closed']),
    customer: z.object({ id: z.string().nullable(), name: z.string() }),
    agent: z.string().nullable(),
  }),
  message: customerMessageSchema.nullable(),
})
export type WebhookEvent = z.infer<typeof webhookEventSchema>
