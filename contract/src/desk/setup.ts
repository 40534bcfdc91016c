import { z } from 'zod'
import { idText, writtenText } from './text.ts'

const name = writtenText().trim().min(1).max(60)
const seconds = (least: number, most: number) => z.number().int().min(least).max(most)

/** `GET` and `PUT /api/v1/desk-settings` */
export const deskSettingsSchema = z.object({
  /** Seconds after the last desktop of an agent is gone until their conversations go back to the queue. */
  disconnectGrace: seconds(1, 600),
  /** Seconds without key or pointer until an agent is away. */
  idle: seconds(60, 14_400),
  /** Whether alert sound is on for agents whose tile says nothing and who chose nothing. */
  alertSound: z.boolean(),
})
export type DeskSettings = z.infer<typeof deskSettingsSchema>
export const defaultDeskSettings: DeskSettings = { disconnectGrace: 60, idle: 600, alertSound: false }

/** `GET, POST /api/v1/teams`, `PATCH, DELETE /api/v1/teams/{id}` */
export const teamDraftSchema = z.object({
  name,
  /** Every agent of the provider is a member, those to come too. */
  everyone: z.boolean(),
  members: z.array(idText()).max(500),
  /** `auto` gives a conversation to whoever has the fewest; in `manual` agents take one themselves. */
  routing: z.enum(['auto', 'manual']),
  /** Conversations that one agent holds at most. */
  limit: z.number().int().min(1).max(50),
  /** Seconds until a conversation that its agent has not answered goes to the next one. */
  unanswered: seconds(5, 3600),
})
export type TeamDraft = z.infer<typeof teamDraftSchema>
export const teamSchema = teamDraftSchema.extend({
  id: z.string(),
  channels: z.number().int(),
  waiting: z.number().int(),
})
export type Team = z.infer<typeof teamSchema>
export const teamsSchema = z.object({ teams: z.array(teamSchema) })

/** `*.acme.com` or `shop.acme.com` or `localhost:3002`; no scheme, no path. */
export const allowedDomain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(\*\.)?([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?$/, 'A host such as shop.acme.com or *.acme.com')

/** `GET, POST /api/v1/channels`, `PATCH, DELETE /api/v1/channels/{id}` */
export const channelDraftSchema = z.object({
  kind: z.enum(['web', 'api']),
  name,
  team: idText(),
  active: z.boolean(),
  /** Only `web`: the name in the script tag. */
  entryTag: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,60}$/, 'Letters, digits, - and _')
    .nullable(),
  /** Only `web`: hosts whose pages may embed it. */
  allowedDomains: z.array(allowedDomain).max(50),
  /** Only `web`: `guest` writes at once, `form` asks for name and e-mail first. */
  greet: z.enum(['guest', 'form']),
  greeting: writtenText().max(300),
  offlineMessage: writtenText().max(300),
  /** `#0c7a72` */
  colour: z.string().regex(/^#[0-9a-f]{6}$/i),
  /** Only `web`: seconds on a page after which the greeting is shown beside the launcher. `null` or absent: never. */
  inviteAfter: seconds(3, 600).nullable().optional(),
  /** Only `api`: where events are sent. */
  webhookUrl: z
    .url()
    .max(500)
    .refine((url) => !url.includes('\0'), 'May not hold NUL')
    .nullable(),
})
export type ChannelDraft = z.infer<typeof channelDraftSchema>
export const channelSchema = channelDraftSchema.extend({
  id: z.string(),
  inviteAfter: z.number().int().nullable(),
  /** Only `api`: whether a key was made; events that wait, and the last error. */
  hasKey: z.boolean(),
  pending: z.number().int(),
  lastError: z.string().nullable(),
})
export type Channel = z.infer<typeof channelSchema>
export const channelsSchema = z.object({ channels: z.array(channelSchema) })

/** `POST /api/v1/channels/{id}/key`: API key and webhook secret (`whsec_…`), shown this once. Older ones stop working. */
export const channelKeySchema = z.object({ apiKey: z.string(), webhookSecret: z.string() })
export type ChannelKey = z.infer<typeof channelKeySchema>

/** `GET /api/v1/channels/{id}/deliveries?before=`; `POST …/deliveries/{id}/replay` sends one again. */
export const deliverySchema = z.object({
  id: z.number().int(),
  type: z.string(),
  conversationId: z.string(),
  createdAt: z.string(),
  attempts: z.number().int(),
  deliveredAt: z.string().nullable(),
  nextAt: z.string().nullable(),
  lastError: z.string().nullable(),
})
export type Delivery = z.infer<typeof deliverySchema>
export const deliveriesSchema = z.object({
  deliveries: z.array(deliverySchema),
  next: z.number().int().nullable(),
})

/** `GET, POST /api/v1/canned-replies`, `PATCH, DELETE /api/v1/canned-replies/{id}`. `{{customer}}` and `{{agent}}` become names. */
export const cannedReplyDraftSchema = z.object({
  title: name,
  /** Typed after `/` in the composer. */
  shortcut: z.string().regex(/^[a-z0-9-]{1,30}$/, 'Lower-case letters, digits and -'),
  body: writtenText().trim().min(1).max(4000),
  /** `null`: for every team. */
  team: idText().nullable(),
})
export type CannedReplyDraft = z.infer<typeof cannedReplyDraftSchema>
export const cannedReplySchema = cannedReplyDraftSchema.extend({ id: z.string() })
export type CannedReply = z.infer<typeof cannedReplySchema>
export const cannedRepliesSchema = z.object({ replies: z.array(cannedReplySchema) })

/** `GET, POST /api/v1/tags`, `DELETE /api/v1/tags/{id}` */
export const tagDraftSchema = z.object({ name: writtenText().trim().min(1).max(40) })
export const tagSchema = tagDraftSchema.extend({ id: z.string(), used: z.number().int() })
export type Tag = z.infer<typeof tagSchema>
export const tagsSchema = z.object({ tags: z.array(tagSchema) })
