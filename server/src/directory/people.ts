import { randomUUID } from 'node:crypto'
import type { PersonView, Role } from '@koopid/contract'
import { recordEvent } from '../audit/audit.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import type { Row } from '../store/schema.ts'
import type { AfterCommit } from '../store/store.ts'
import { emailKey } from './email.ts'

/** Issuer and subject; the only thing a returning person is known by (OIDC Core 5.7). An e-mail address can move on. */
export type IdentityKey = { issuer: string; subject: string }

export type Profile = { name: string; email: string; username: string }

export type Person = Readonly<{
  id: string
  name: string
  email: string
  username: string
  role: Role
  agent: boolean
  active: boolean
  source: 'okta' | 'local'
}>

/** The one door through which an Okta person is found. */
export async function findByIdentity(store: ProviderStore, key: IdentityKey): Promise<Person | undefined> {
  const row = await store
    .select('identities')
    .innerJoin('people', (join) =>
      join
        .onRef('people.provider_id', '=', 'identities.provider_id')
        .onRef('people.id', '=', 'identities.person_id'),
    )
    .selectAll('people')
    .where('identities.issuer', '=', key.issuer)
    .where('identities.subject', '=', key.subject)
    .executeTakeFirst()
  return row && personOf(row)
}

/** Whether another person of this provider uses this address. */
export async function emailIsTaken(store: ProviderStore, email: string, exceptId?: string): Promise<boolean> {
  const row = await store
    .select('people')
    .select('id')
    .where('email_key', '=', emailKey(email))
    .executeTakeFirst()
  return row !== undefined && row.id !== exceptId
}

/** Creates the account on the way in: an agent without admin role (how-to, Supported Features). */
export async function createFromOkta(
  store: ProviderStore,
  at: number,
  key: IdentityKey,
  profile: Profile,
): Promise<Person> {
  const person: Person = {
    id: randomUUID(),
    ...profile,
    role: 'none',
    agent: true,
    active: true,
    source: 'okta',
  }
  await insertPerson(store, at, person, null)
  await store
    .insert('identities', { issuer: key.issuer, subject: key.subject, person_id: person.id, created_at: at })
    .execute()
  await recordEvent(store, at, {
    kind: 'person.created',
    actor: 'okta',
    subject: person.id,
    facts: { email: profile.email },
  })
  return person
}

/** A local administrator, with a password hash made by `sign-in/password.ts`. */
export async function createAdministrator(
  store: ProviderStore,
  at: number,
  profile: Profile,
  passwordHash: string,
): Promise<Person> {
  const person: Person = {
    id: randomUUID(),
    ...profile,
    role: 'administrator',
    agent: false,
    active: true,
    source: 'local',
  }
  await insertPerson(store, at, person, passwordHash)
  await recordEvent(store, at, {
    kind: 'person.created',
    actor: 'operator',
    subject: person.id,
    facts: { email: profile.email, role: 'administrator' },
  })
  return person
}

async function insertPerson(store: ProviderStore, at: number, person: Person, passwordHash: string | null) {
  await store
    .insert('people', {
      id: person.id,
      source: person.source,
      name: person.name,
      email: person.email,
      email_key: emailKey(person.email),
      username: person.username,
      role: person.role,
      agent: person.agent ? 1 : 0,
      active: 1,
      password_hash: passwordHash,
      alert_sound: null,
      agent_status: 'away',
      agent_status_since: at,
      created_at: at,
      last_sign_in_at: at,
    })
    .execute()
}

/** Brings name, e-mail and username up to what Okta says now; every arrival starts Away. */
export async function noteArrival(
  store: ProviderStore,
  at: number,
  person: Person,
  profile: Profile,
): Promise<void> {
  await store
    .update('people', {
      name: profile.name,
      email: profile.email,
      email_key: emailKey(profile.email),
      username: profile.username,
      agent_status: 'away',
      agent_status_since: at,
      last_sign_in_at: at,
    })
    .where('id', '=', person.id)
    .execute()
}

export async function findPerson(store: ProviderStore, id: string): Promise<Row<'people'> | undefined> {
  return store.select('people').selectAll().where('id', '=', id).executeTakeFirst()
}

/** A local account by its address, for the password form. */
export async function findLocalByEmail(
  store: ProviderStore,
  email: string,
): Promise<Row<'people'> | undefined> {
  return store
    .select('people')
    .selectAll()
    .where('email_key', '=', emailKey(email))
    .where('source', '=', 'local')
    .executeTakeFirst()
}

export type PersonChange = {
  role?: Role | undefined
  agent?: boolean | undefined
  active?: boolean | undefined
}

/** Changes what a person may do. Sessions read these columns, so a change holds from the next request on. */
export async function changePerson(
  store: ProviderStore,
  after: AfterCommit,
  at: number,
  change: { id: string; by: string } & PersonChange,
): Promise<Row<'people'> | undefined> {
  const columns = {
    ...(change.role !== undefined && { role: change.role }),
    ...(change.agent !== undefined && { agent: change.agent ? (1 as const) : (0 as const) }),
    ...(change.active !== undefined && { active: change.active ? (1 as const) : (0 as const) }),
  }
  if (Object.keys(columns).length > 0)
    await store.update('people', columns).where('id', '=', change.id).execute()
  const row = await findPerson(store, change.id)
  if (!row) return undefined
  await recordEvent(store, at, {
    kind:
      change.active === false
        ? 'person.deactivated'
        : change.active
          ? 'person.reactivated'
          : 'person.changed',
    actor: change.by,
    subject: change.id,
    facts: { role: row.role, agent: row.agent === 1, active: row.active === 1 },
  })
  after({ kind: 'person_changed', providerId: store.providerId, personId: change.id })
  return row
}

/** Active administrators besides this one. */
export async function otherAdministrators(store: ProviderStore, exceptId: string): Promise<number> {
  const row = await store
    .select('people')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('role', '=', 'administrator')
    .where('active', '=', 1)
    .where('id', '!=', exceptId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export type PeopleFilter = {
  search?: string | undefined
  active?: boolean | undefined
  after?: string | undefined
}

/** By name, one page. `next` continues it. */
export async function listPeople(store: ProviderStore, filter: PeopleFilter, most = 100) {
  let query = store.select('people')
  if (filter.active !== undefined) query = query.where('active', '=', filter.active ? 1 : 0)
  if (filter.search) {
    const like = `%${filter.search.toLowerCase().replace(/[%_]/g, '')}%`
    query = query.where(({ or, eb, fn }) =>
      or([eb(fn<string>('lower', ['name']), 'like', like), eb('email_key', 'like', like)]),
    )
  }
  const { count } = await query
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const last = filter.after ? await findPerson(store, filter.after) : undefined
  if (last)
    query = query.where(({ or, and, eb }) =>
      or([eb('name', '>', last.name), and([eb('name', '=', last.name), eb('id', '>', last.id)])]),
    )
  const rows = await query
    .selectAll()
    .orderBy('name')
    .orderBy('id')
    .limit(most + 1)
    .execute()
  const page = rows.slice(0, most)
  return {
    people: page.map(personView),
    total: Number(count),
    next: rows.length > most ? page.at(-1)!.id : null,
  }
}

export const personView = (row: Row<'people'>): PersonView => ({
  ...personOf(row),
  createdAt: new Date(row.created_at).toISOString(),
  lastSignInAt: row.last_sign_in_at === null ? null : new Date(row.last_sign_in_at).toISOString(),
})

const personOf = (row: Row<'people'>): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  username: row.username,
  role: row.role,
  agent: row.agent === 1,
  active: row.active === 1,
  source: row.source,
})

/** A person's own choice; it wins over the launch parameter and outlives the session. */
export async function chooseAlertSound(
  store: ProviderStore,
  after: AfterCommit,
  id: string,
  choice: 'on' | 'muted' | null,
): Promise<void> {
  await store.update('people', { alert_sound: choice }).where('id', '=', id).execute()
  after({ kind: 'person_changed', providerId: store.providerId, personId: id })
}
