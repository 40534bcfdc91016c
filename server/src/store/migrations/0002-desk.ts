import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { isolateByProvider } from '../isolation.ts'
import type { Engine } from '../schema.ts'

type Column = 'text' | 'text?' | 'integer' | 'bigint' | 'bigint?' | 'integer?'
type Table = { columns: Record<string, Column>; key: string[]; unique?: string[][]; indexes?: string[][] }

/** Teams, channels, customers, conversations, and what has to happen to them later. `provider_id` is added to each. */
const tables: Record<string, Table> = {
  desk_settings: { columns: { body: 'text' }, key: [] },
  /** Written first by whatever moves conversations, so that two movers at one provider come one after the other. */
  desk_locks: { columns: { turn: 'bigint' }, key: [] },
  teams: {
    columns: {
      id: 'text',
      name: 'text',
      everyone: 'integer',
      routing: 'text',
      agent_limit: 'integer',
      unanswered: 'integer',
      created_at: 'bigint',
    },
    key: ['id'],
  },
  team_members: { columns: { team_id: 'text', person_id: 'text' }, key: ['team_id', 'person_id'] },
  agents: {
    columns: {
      person_id: 'text',
      reason: 'text',
      set_by: 'text?',
      lease_until: 'bigint',
      idle: 'integer',
      alert: 'text?',
      last_assigned_at: 'bigint',
    },
    key: ['person_id'],
  },
  channels: {
    columns: {
      id: 'text',
      kind: 'text',
      name: 'text',
      team_id: 'text',
      active: 'integer',
      entry_tag: 'text?',
      allowed_domains: 'text',
      greet: 'text',
      greeting: 'text',
      offline_message: 'text',
      colour: 'text',
      webhook_url: 'text?',
      webhook_secret: 'text?',
      api_key_hash: 'text?',
      last_event: 'bigint',
      created_at: 'bigint',
    },
    key: ['id'],
    unique: [['entry_tag']],
  },
  contacts: {
    columns: {
      id: 'text',
      channel_id: 'text',
      token_hash: 'text?',
      external_id: 'text?',
      name: 'text',
      email: 'text?',
      created_at: 'bigint',
    },
    key: ['id'],
    unique: [['token_hash'], ['channel_id', 'external_id']],
  },
  conversations: {
    columns: {
      id: 'text',
      channel_id: 'text',
      team_id: 'text',
      contact_id: 'text',
      status: 'text',
      assignee_id: 'text?',
      /** Whom it was taken from last: it is not offered to them again. */
      barred_id: 'text?',
      seq: 'integer',
      last_kind: 'text?',
      last_text: 'text?',
      last_at: 'bigint',
      waiting_since: 'bigint?',
      queued_at: 'bigint',
      requeued: 'integer',
      unread: 'integer',
      read_by_customer: 'integer',
      read_by_agent: 'integer',
      created_at: 'bigint',
      assigned_at: 'bigint?',
      first_answer_at: 'bigint?',
      closed_at: 'bigint?',
      events: 'integer',
    },
    key: ['id'],
    indexes: [
      ['status', 'team_id', 'queued_at'],
      ['assignee_id', 'status', 'last_at'],
      ['contact_id', 'created_at'],
      ['last_at', 'id'],
      ['created_at'],
      ['closed_at'],
    ],
  },
  messages: {
    columns: {
      conversation_id: 'text',
      seq: 'integer',
      id: 'text',
      kind: 'text',
      author_id: 'text?',
      author_name: 'text?',
      body: 'text',
      event: 'text?',
      mentions: 'text?',
      client_id: 'text?',
      at: 'bigint',
    },
    key: ['conversation_id', 'seq'],
  },
  /** Who had a conversation and why it moved; rows are only added. */
  assignments: {
    columns: {
      id: 'text',
      conversation_id: 'text',
      from_id: 'text?',
      from_name: 'text?',
      to_id: 'text?',
      to_name: 'text?',
      team_name: 'text',
      reason: 'text',
      at: 'bigint',
    },
    key: ['id'],
    indexes: [['conversation_id', 'at'], ['from_id'], ['to_id']],
  },
  drafts: {
    columns: { person_id: 'text', conversation_id: 'text', kind: 'text', body: 'text', at: 'bigint' },
    key: ['person_id', 'conversation_id'],
  },
  tags: { columns: { id: 'text', name: 'text' }, key: ['id'], unique: [['name']] },
  conversation_tags: {
    columns: { conversation_id: 'text', tag_id: 'text' },
    key: ['conversation_id', 'tag_id'],
    indexes: [['tag_id']],
  },
  canned_replies: {
    columns: { id: 'text', team_id: 'text?', title: 'text', shortcut: 'text', body: 'text' },
    key: ['id'],
  },
  mentions: {
    columns: { person_id: 'text', conversation_id: 'text', seq: 'integer', at: 'bigint' },
    key: ['person_id', 'conversation_id', 'seq'],
  },
  /** The first answer to each Idempotency-Key; the same request gets it again. */
  answers: {
    columns: { actor: 'text', key: 'text', request_hash: 'text', body: 'text', at: 'bigint' },
    key: ['actor', 'key'],
    indexes: [['at']],
  },
  /** Events on their way to a channel's webhook, written by the transaction that makes them true. */
  webhook_events: {
    columns: {
      channel_id: 'text',
      id: 'bigint',
      conversation_id: 'text',
      type: 'text',
      body: 'text',
      created_at: 'bigint',
      attempts: 'integer',
      next_at: 'bigint?',
      delivered_at: 'bigint?',
      last_error: 'text?',
    },
    key: ['channel_id', 'id'],
    indexes: [['next_at']],
  },
  /** What becomes due when nothing else happens before: unanswered, disconnected, expired. */
  deadlines: { columns: { key: 'text', at: 'bigint' }, key: ['key'], indexes: [['at']] },
}

export const desk = (engine: Engine): Migration => ({
  // biome-ignore lint/suspicious/noExplicitAny: a migration works on schemas that no type describes any more
  async up(db: Kysely<any>) {
    for (const [name, table] of Object.entries(tables)) {
      await createTable(db, name, table)
      if (engine === 'postgres') await isolateByProvider(db, name)
    }
    await openDesks(db)
  },
})

// biome-ignore lint/suspicious/noExplicitAny: see above
async function createTable(db: Kysely<any>, name: string, table: Table): Promise<void> {
  let creating = db.schema
    .createTable(name)
    .addColumn('provider_id', 'integer', (column) => column.notNull().references('providers.id'))
  for (const [column, type] of Object.entries(table.columns)) {
    const nullable = type.endsWith('?')
    const plain = type.replace('?', '') as 'text' | 'integer' | 'bigint'
    creating = creating.addColumn(column, plain, (c) => (nullable ? c : c.notNull()))
  }
  // biome-ignore lint/suspicious/noExplicitAny: see above
  let keyed: any = creating.addPrimaryKeyConstraint(`${name}_key`, ['provider_id', ...table.key] as never)
  for (const columns of table.unique ?? [])
    keyed = keyed.addUniqueConstraint(`${name}_by_${columns.join('_')}`, ['provider_id', ...columns])
  await keyed.execute()
  for (const columns of table.indexes ?? [])
    await db.schema
      .createIndex(`${name}_by_${columns.join('_')}`)
      .on(name)
      .columns(['provider_id', ...columns])
      .execute()
}

/** Providers that were there before the desk get the team that a new one starts with. */
// biome-ignore lint/suspicious/noExplicitAny: see above
async function openDesks(db: Kysely<any>): Promise<void> {
  const providers = await db.selectFrom('providers').select(['id', 'created_at']).execute()
  for (const { id, created_at } of providers)
    await db
      .insertInto('teams')
      .values({
        provider_id: id,
        id: 'support',
        name: 'Support',
        everyone: 1,
        routing: 'auto',
        agent_limit: 5,
        unanswered: 90,
        created_at,
      })
      .execute()
}
