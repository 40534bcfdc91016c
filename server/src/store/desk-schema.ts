import type {
  AlertState,
  ConversationStatus,
  HandOverReason,
  MessageKind,
  StatusReason,
  WebhookEvent,
} from '@koopid/contract'
import type { Flag, Instant, Json, Sealed } from './columns.ts'

type Scoped<Row> = Row & { provider_id: number }

type Team = {
  id: string
  name: string
  everyone: Flag
  routing: 'auto' | 'manual'
  agent_limit: number
  /** Seconds. */
  unanswered: number
  created_at: Instant
}

/** Presence of a person who is an agent; the chosen status is in `people`. */
type Agent = {
  person_id: string
  reason: StatusReason
  set_by: string | null
  /** Until when an open desktop of theirs is believed without a further sign. */
  lease_until: Instant
  idle: Flag
  alert: AlertState | null
  last_assigned_at: Instant
}

type Channel = {
  id: string
  kind: 'web' | 'api'
  name: string
  team_id: string
  active: Flag
  entry_tag: string | null
  allowed_domains: Json
  greet: 'guest' | 'form'
  greeting: string
  offline_message: string
  colour: string
  /** Seconds on a page. */
  invite_after: number | null
  webhook_url: string | null
  webhook_secret: Sealed | null
  /** SHA-256, base64url. */
  api_key_hash: string | null
  /** Number of the last webhook event. */
  last_event: number
  created_at: Instant
}

type Contact = {
  id: string
  channel_id: string
  /** SHA-256 of the token that the customer's browser made. */
  token_hash: string | null
  /** The name that the API channel's caller has for the customer. */
  external_id: string | null
  name: string
  email: string | null
  /** Name and e-mail as a search compares them (`store/fold.ts`). */
  folded: string
  created_at: Instant
}

type Conversation = {
  id: string
  channel_id: string
  team_id: string
  contact_id: string
  status: ConversationStatus
  assignee_id: string | null
  barred_id: string | null
  seq: number
  last_kind: MessageKind | null
  last_text: string | null
  /** As a search compares it. */
  last_folded: string
  last_at: Instant
  waiting_since: Instant | null
  queued_at: Instant
  requeued: number
  unread: number
  read_by_customer: number
  read_by_agent: number
  created_at: Instant
  assigned_at: Instant | null
  first_answer_at: Instant | null
  closed_at: Instant | null
  /** Number of its last webhook event. */
  events: number
}

type Message = {
  conversation_id: string
  seq: number
  id: string
  kind: MessageKind
  author_id: string | null
  author_name: string | null
  body: string
  event: Json | null
  mentions: Json | null
  client_id: string | null
  at: Instant
}

/** What a search compares: the text of every message that is not the system's, by time. */
type MessageText = { at: Instant; conversation_id: string; seq: number; folded: string }

type Assignment = {
  id: string
  conversation_id: string
  from_id: string | null
  from_name: string | null
  to_id: string | null
  to_name: string | null
  team_name: string
  reason: HandOverReason
  at: Instant
}

type WebhookEventRow = {
  channel_id: string
  id: number
  conversation_id: string
  type: WebhookEvent['type']
  body: Json
  created_at: Instant
  attempts: number
  /** When it is sent next; `null` when it is not to be sent. */
  next_at: Instant | null
  delivered_at: Instant | null
  last_error: string | null
}

export type DeskTables = {
  desk_settings: Scoped<{ body: Json }>
  desk_locks: Scoped<{ turn: number }>
  teams: Scoped<Team>
  team_members: Scoped<{ team_id: string; person_id: string }>
  agents: Scoped<Agent>
  channels: Scoped<Channel>
  contacts: Scoped<Contact>
  conversations: Scoped<Conversation>
  messages: Scoped<Message>
  message_texts: Scoped<MessageText>
  assignments: Scoped<Assignment>
  drafts: Scoped<{
    person_id: string
    conversation_id: string
    kind: 'agent' | 'note'
    body: string
    at: Instant
  }>
  tags: Scoped<{ id: string; name: string }>
  conversation_tags: Scoped<{ conversation_id: string; tag_id: string }>
  canned_replies: Scoped<{
    id: string
    team_id: string | null
    title: string
    shortcut: string
    body: string
  }>
  mentions: Scoped<{ person_id: string; conversation_id: string; seq: number; at: Instant }>
  answers: Scoped<{ actor: string; key: string; request_hash: string; body: Json; at: Instant }>
  webhook_events: Scoped<WebhookEventRow>
  /** `key` is `unanswered:<conversation>` or `gone:<person>`. */
  deadlines: Scoped<{ key: string; at: Instant }>
}
