import { z } from 'zod'
import { idText, writtenText } from './text.ts'

export const conversationStatusSchema = z.enum(['queued', 'assigned', 'closed'])
export type ConversationStatus = z.infer<typeof conversationStatusSchema>

export const personRefSchema = z.object({ id: z.string(), name: z.string() })
export type PersonRef = z.infer<typeof personRefSchema>

/** Highest number that a message can have; the column holds no more. */
export const highestNumber = 2_147_483_647

/** Longest message in bytes of UTF-8. */
export const longestMessage = 16_384

/** Why a conversation changed hands. The customer is told none of it. */
export const handOverReasons = [
  'new',
  'routed',
  'taken',
  'transferred',
  'reassigned',
  'taken_over',
  'unanswered',
  'disconnected',
  'forced_away',
  'signed_out',
  'session_expired',
  'idp_revoked',
  'deprovisioned',
  'role_changed',
  'reopened',
  'requeued_by_agent',
] as const
export const handOverReasonSchema = z.enum(handOverReasons)
export type HandOverReason = z.infer<typeof handOverReasonSchema>

/** What happened, in a form that each reader puts into its own language. */
export const systemEventSchema = z.object({
  type: z.enum(['queued', 'assigned', 'requeued', 'transferred', 'closed', 'reopened']),
  /** Who did it; `null` is the system or the customer. */
  by: z.string().nullable(),
  /** Agent or team it went to. */
  to: z.string().nullable(),
  reason: handOverReasonSchema.nullable(),
  note: z.string().nullable(),
})
export type SystemEvent = z.infer<typeof systemEventSchema>

export const messageKindSchema = z.enum(['customer', 'agent', 'note', 'system'])
export type MessageKind = z.infer<typeof messageKindSchema>

/** `seq` counts 1, 2, 3 … within a conversation without a gap: a reader that misses one asks for `?after=`. */
export const messageSchema = z.object({
  id: z.string(),
  conversationId: z.string(),
  seq: z.number().int(),
  kind: messageKindSchema,
  /** `null` for the customer and the system. The name stays when the person goes. */
  author: personRefSchema.nullable(),
  body: z.string(),
  /** Only on `system`. */
  event: systemEventSchema.nullable(),
  /** Only on `note`: who was mentioned. */
  mentions: z.array(personRefSchema),
  at: z.string(),
  /** The Idempotency-Key it was written with: how a sender knows its own message again. `null` for the system. */
  clientId: z.string().nullable(),
})
export type Message = z.infer<typeof messageSchema>

export const conversationSchema = z.object({
  id: z.string(),
  status: conversationStatusSchema,
  team: z.object({ id: z.string(), name: z.string() }),
  channel: z.object({ id: z.string(), name: z.string(), kind: z.enum(['web', 'api']) }),
  customer: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
  assignee: personRefSchema.nullable(),
  /** Number of the last message. */
  seq: z.number().int(),
  /** The last message that is not from the system; at most 160 characters of it. */
  last: z.object({ kind: messageKindSchema, text: z.string(), at: z.string() }).nullable(),
  /** Since when the customer waits for an answer; kept when the conversation goes back to the queue. */
  waitingSince: z.string().nullable(),
  /** How often it went back to the queue. */
  requeued: z.number().int(),
  /** Customer messages that no agent has read. */
  unread: z.number().int(),
  /** Up to which number the customer, and the agent, have read. */
  readByCustomer: z.number().int(),
  readByAgent: z.number().int(),
  tags: z.array(z.string()),
  createdAt: z.string(),
  assignedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
})
export type Conversation = z.infer<typeof conversationSchema>

export const listNames = ['mine', 'queue', 'mentions', 'history'] as const
export type ListName = (typeof listNames)[number]

/**
 * `GET /api/v1/conversations?list=mine|queue|mentions|history&search=&before=<cursor>`; 100 a page. `queue` comes
 * longest wait first, the others latest first.
 */
export const conversationPageSchema = z.object({
  conversations: z.array(conversationSchema),
  total: z.number().int(),
  next: z.string().nullable(),
})
export type ConversationPage = z.infer<typeof conversationPageSchema>

/** `GET /api/v1/conversations/{id}` */
export const conversationDetailSchema = z.object({
  conversation: conversationSchema,
  draft: z.object({ kind: z.enum(['agent', 'note']), body: z.string() }).nullable(),
  /** Who had it, from the append-only ledger, oldest first. */
  ledger: z.array(
    z.object({
      from: z.string().nullable(),
      to: z.string().nullable(),
      team: z.string(),
      reason: handOverReasonSchema,
      at: z.string(),
    }),
  ),
})
export type ConversationDetail = z.infer<typeof conversationDetailSchema>

/** `GET /api/v1/conversations/{id}/messages?after=<seq>` (from the start, upwards) or `?before=<seq>` (latest); at most 200. */
export const messagesSchema = z.object({ messages: z.array(messageSchema), more: z.boolean() })
export type Messages = z.infer<typeof messagesSchema>

/**
 * `POST /api/v1/conversations/{id}/messages`. This and every other change of a conversation needs the header
 * `Idempotency-Key`: the same key with the same body returns the first result, with another body it is refused.
 */
export const newMessageSchema = z.object({
  kind: z.enum(['agent', 'note']),
  body: writtenText(),
  /** Person ids; only on notes. */
  mentions: z.array(idText()).max(20).optional(),
})
export type NewMessage = z.infer<typeof newMessageSchema>

/** `POST /api/v1/conversations/{id}/transfer`, to an agent in available status or to a team. */
export const transferSchema = z.object({
  to: z.union([z.object({ agent: idText() }), z.object({ team: idText() })]),
  note: writtenText().max(2000).optional(),
})
export type Transfer = z.infer<typeof transferSchema>

/** `POST /api/v1/conversations/{id}/take`; `takeOver` lets a supervisor take it from the agent who has it. */
export const takeSchema = z.object({ takeOver: z.boolean().optional() })
/** `POST /api/v1/conversations/{id}/assign`, by a supervisor from the statusboard. */
export const assignSchema = z.object({ agent: idText() })
/** `PUT /api/v1/conversations/{id}/draft`; an empty body removes it. */
export const draftSchema = z.object({
  kind: z.enum(['agent', 'note']),
  body: writtenText().max(longestMessage),
})
/** `PUT /api/v1/conversations/{id}/read` */
export const readMarkSchema = z.object({ seq: z.number().int().min(0).max(highestNumber) })
/** `PUT /api/v1/conversations/{id}/tags`: names of tags of this provider. */
export const tagsOfSchema = z.object({ tags: z.array(writtenText().max(40)).max(20) })

/** `GET /api/v1/search?q=`: conversations, customers and messages that the person may see; at most 30 of each. */
export const searchResultSchema = z.object({
  conversations: z.array(conversationSchema),
  messages: z.array(messageSchema.extend({ customer: z.string() })),
})
export type SearchResult = z.infer<typeof searchResultSchema>

/** `GET /api/v1/conversations/{id}/suggestions`: canned replies, best match for the customer's last message first. */
export const suggestionsSchema = z.object({
  replies: z.array(z.object({ id: z.string(), title: z.string(), shortcut: z.string(), body: z.string() })),
})
export type Suggestions = z.infer<typeof suggestionsSchema>
