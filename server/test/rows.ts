/** Rows as a test or a benchmark writes them straight into the store, with what matters to it changed. */
import { fold } from '../src/store/fold.ts'
import type { Tables } from '../src/store/schema.ts'

type Row<T extends keyof Tables> = Omit<Tables[T], 'provider_id'>

/** A conversation that waits, without a message. */
export const conversationRow = (
  id: string,
  change: Partial<Row<'conversations'>> = {},
): Row<'conversations'> => ({
  id,
  channel_id: 'web',
  team_id: 'support',
  contact_id: 'somebody',
  status: 'queued',
  assignee_id: null,
  barred_id: null,
  seq: 0,
  last_kind: null,
  last_text: null,
  last_folded: '',
  last_at: 1,
  waiting_since: null,
  queued_at: 1,
  requeued: 0,
  unread: 0,
  read_by_customer: 0,
  read_by_agent: 0,
  created_at: 1,
  assigned_at: null,
  first_answer_at: null,
  closed_at: null,
  events: 0,
  ...change,
})

/** A customer of the channel `web`. */
export const contactRow = (id: string, { name }: { name: string }): Row<'contacts'> => ({
  id,
  channel_id: 'web',
  token_hash: null,
  external_id: null,
  name,
  email: null,
  folded: fold(name),
  created_at: 1,
})

/** The web channel `web` of the team `support`. */
export const webChannelRow = (entryTag: string, change: Partial<Row<'channels'>> = {}): Row<'channels'> => ({
  id: 'web',
  kind: 'web',
  name: 'Web chat',
  team_id: 'support',
  active: 1,
  entry_tag: entryTag,
  allowed_domains: '[]',
  greet: 'guest',
  greeting: 'Hello',
  offline_message: 'Back soon',
  colour: '#0c7a72',
  invite_after: null,
  webhook_url: null,
  webhook_secret: null,
  api_key_hash: null,
  last_event: 0,
  created_at: 1,
  ...change,
})
