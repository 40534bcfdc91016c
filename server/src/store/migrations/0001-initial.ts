import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { isolateByProvider } from '../isolation.ts'
import type { Engine } from '../schema.ts'

const providerTables = [
  'connections',
  'people',
  'identities',
  'sessions',
  'spent_attempts',
  'traces',
  'audit_events',
  'sign_in_failures',
]

/** Providers, connections, people, sessions, and what is written down about sign-ins. */
export const initial = (engine: Engine): Migration => ({
  // biome-ignore lint/suspicious/noExplicitAny: a migration works on schemas that no type describes any more
  async up(db: Kysely<any>) {
    await createDirectory(db)
    await createSessions(db)
    await createRecords(db)
    if (engine === 'postgres') for (const table of providerTables) await isolateByProvider(db, table)
  },
})

// biome-ignore lint/suspicious/noExplicitAny: see above
async function createDirectory(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('providers')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('plan', 'text', (c) => c.notNull())
    .addColumn('subdomain', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('connections')
    .addColumn('provider_id', 'integer', (c) => c.notNull().references('providers.id'))
    .addColumn('slot', 'text', (c) => c.notNull())
    .addColumn('okta_domain', 'text', (c) => c.notNull())
    .addColumn('issuer', 'text', (c) => c.notNull())
    .addColumn('client_id', 'text', (c) => c.notNull())
    .addColumn('client_secret', 'text')
    .addColumn('email_formats', 'text', (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('test_incident', 'text')
    .addColumn('test_passed', 'integer')
    .addColumn('tested_at', 'bigint')
    .addPrimaryKeyConstraint('connections_key', ['provider_id', 'slot'])
    .execute()
  await db.schema
    .createTable('people')
    .addColumn('provider_id', 'integer', (c) => c.notNull().references('providers.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('email_key', 'text', (c) => c.notNull())
    .addColumn('username', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('agent', 'integer', (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('alert_sound', 'text')
    .addColumn('agent_status', 'text', (c) => c.notNull())
    .addColumn('agent_status_since', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_sign_in_at', 'bigint')
    .addPrimaryKeyConstraint('people_key', ['provider_id', 'id'])
    .addUniqueConstraint('people_email', ['provider_id', 'email_key'])
    .execute()
  await db.schema
    .createTable('identities')
    .addColumn('provider_id', 'integer', (c) => c.notNull())
    .addColumn('issuer', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('identities_key', ['provider_id', 'issuer', 'subject'])
    .addForeignKeyConstraint('identities_person', ['provider_id', 'person_id'], 'people', [
      'provider_id',
      'id',
    ])
    .execute()
}

// biome-ignore lint/suspicious/noExplicitAny: see above
async function createSessions(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('sessions')
    .addColumn('provider_id', 'integer', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('method', 'text', (c) => c.notNull())
    .addColumn('alert_sound', 'integer', (c) => c.notNull())
    .addColumn('id_token', 'text')
    .addColumn('attempt_hash', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('end_reason', 'text')
    .addPrimaryKeyConstraint('sessions_key', ['provider_id', 'token_hash'])
    .addForeignKeyConstraint('sessions_person', ['provider_id', 'person_id'], 'people', ['provider_id', 'id'])
    .execute()
  await db.schema
    .createIndex('sessions_by_person')
    .on('sessions')
    .columns(['provider_id', 'person_id', 'ended_at'])
    .execute()
  await db.schema.createIndex('sessions_by_expiry').on('sessions').columns(['expires_at']).execute()
  await db.schema
    .createTable('spent_attempts')
    .addColumn('provider_id', 'integer', (c) => c.notNull())
    .addColumn('attempt_hash', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('spent_attempts_key', ['provider_id', 'attempt_hash'])
    .execute()
  await db.schema
    .createIndex('spent_attempts_by_expiry')
    .on('spent_attempts')
    .columns(['expires_at'])
    .execute()
}

// biome-ignore lint/suspicious/noExplicitAny: see above
async function createRecords(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('traces')
    .addColumn('provider_id', 'integer', (c) => c.notNull())
    .addColumn('incident', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('code', 'text')
    .addColumn('step', 'text')
    .addColumn('who', 'text')
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('traces_key', ['provider_id', 'incident'])
    .execute()
  await db.schema.createIndex('traces_by_time').on('traces').columns(['provider_id', 'at']).execute()
  await db.schema
    .createTable('audit_events')
    .addColumn('provider_id', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('actor', 'text')
    .addColumn('subject', 'text')
    .addColumn('facts', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_events_key', ['provider_id', 'id'])
    .execute()
  await db.schema
    .createIndex('audit_events_by_time')
    .on('audit_events')
    .columns(['provider_id', 'at'])
    .execute()
  await db.schema
    .createTable('sign_in_failures')
    .addColumn('provider_id', 'integer', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('sign_in_failures_key', ['provider_id', 'key'])
    .execute()
}
