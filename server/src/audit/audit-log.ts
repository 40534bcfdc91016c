import type { AuditEvent, AuditFact, AuditGroup, AuditPage, AuditParty, Role } from '@koopid/contract'
import type { ProviderStore } from '../store/provider-store.ts'
import { type EventRow, selectEvents } from './audit.store.ts'
import { printable } from './traces.ts'

/** Who reads what everybody did. */
export const auditors: readonly Role[] = ['administrator', 'manager']

/** Beginnings of the kinds that belong to each group. */
const kindsOf: Record<AuditGroup, readonly string[]> = {
  sessions: ['session.', 'person.signed_out'],
  people: ['person.'],
  agents: ['agent.'],
  connection: ['connection.'],
  desk: ['team.', 'channel.', 'canned_reply.', 'tag.', 'settings.', 'webhook.'],
  company: ['provider.'],
  extracts: ['extract.'],
}

export type AuditFilter = {
  group?: AuditGroup | undefined
  search?: string | undefined
  before?: string | undefined
}

/** Newest first, one page; `next` continues it. */
export async function listEvents(
  store: ProviderStore,
  { group, search, before }: AuditFilter,
  most = 50,
): Promise<AuditPage> {
  const rows = await selectEvents(store, { kinds: group && kindsOf[group], search, before }, most + 1)
  const page = rows.slice(0, most)
  return { events: page.map(eventView), next: rows.length > most ? page.at(-1)!.id : null }
}

const eventView = (row: EventRow): AuditEvent => ({
  id: row.id,
  at: new Date(row.at).toISOString(),
  kind: row.kind,
  actor: partyOf(row.actor, row.actor_name),
  subject: partyOf(row.subject, row.subject_name),
  facts: factsOf(row),
})

const partyOf = (id: string | null, name: string | null): AuditParty | null =>
  id === null ? null : { id, name }

/** A fact such as a channel's list of domains may be long; the page shows its beginning. */
const longestFact = 300

const factsOf = (row: EventRow): AuditFact[] =>
  readFacts(row.facts).map(({ name, value }) => ({
    name,
    value: typeof value === 'string' ? printable(value, longestFact) : value,
  }))

/** The facts of an event, in the order they were recorded in. */
export const readFacts = (facts: string): AuditFact[] =>
  Object.entries(JSON.parse(facts) as Record<string, AuditFact['value']>).map(([name, value]) => ({
    name,
    value,
  }))

export { type EventRow, type Place, selectEventsBetween as listEventsBetween } from './audit.store.ts'
