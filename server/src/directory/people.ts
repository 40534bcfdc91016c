/** The one door through which a person is created or changed. SQL is in `people.store.ts`. */
import { randomUUID } from 'node:crypto'
import type { AgentStatus, PeoplePage, PersonView, Role } from '@koopid/contract'
import { recordEvent } from '../audit/audit.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import type { AfterCommit } from '../store/store.ts'
import { lockAdministrators } from './administrators.store.ts'
import { emailKey } from './email.ts'
import { endSessionsOf } from './ended-sessions.store.ts'
import {
  countOtherAdministrators,
  insertIdentity,
  insertPerson,
  type PeopleFilter,
  type PersonRow,
  selectByEmailKey,
  selectByIdentity,
  selectPeople,
  selectPerson,
  updatePerson,
  updateWhilePassword,
} from './people.store.ts'
import { pictureAddress } from './pictures.ts'

/** Issuer and subject; the only thing a returning person is known by (OIDC Core 5.7). An e-mail address can move on. */
export type IdentityKey = { issuer: string; subject: string }

export type Profile = { name: string; email: string; username: string }

export type Person = Readonly<
  Profile & { id: string; role: Role; agent: boolean; active: boolean; source: 'okta' | 'local' }
>

export async function findByIdentity(store: ProviderStore, key: IdentityKey): Promise<Person | undefined> {
  const row = await selectByIdentity(store, key.issuer, key.subject)
  return row && personOf(row)
}

/** Whether another person of this provider uses this address. */
export async function emailIsTaken(store: ProviderStore, email: string, exceptId?: string): Promise<boolean> {
  const row = await selectByEmailKey(store, emailKey(email))
  return row !== undefined && row.id !== exceptId
}

/** Creates the account on the way in: an agent without admin role (how-to, Supported Features). */
export async function createFromOkta(
  store: ProviderStore,
  at: number,
  key: IdentityKey,
  profile: Profile,
): Promise<Person> {
  const person = await create(store, at, { ...profile, role: 'none', agent: true, source: 'okta' }, null)
  await insertIdentity(store, {
    issuer: key.issuer,
    subject: key.subject,
    person_id: person.id,
    created_at: at,
  })
  await recordEvent(store, at, {
    kind: 'person.created',
    actor: 'okta',
    subject: person.id,
    facts: { email: profile.email },
  })
  return person
}

/** A local administrator, with a password hash of `passwords.ts`. */
export async function createAdministrator(
  store: ProviderStore,
  at: number,
  profile: Profile,
  passwordHash: string,
): Promise<Person> {
  const kind = { role: 'administrator', agent: false, source: 'local' } as const
  const person = await create(store, at, { ...profile, ...kind }, passwordHash)
  await recordEvent(store, at, {
    kind: 'person.created',
    actor: 'operator',
    subject: person.id,
    facts: { email: profile.email, role: 'administrator' },
  })
  return person
}

async function create(
  store: ProviderStore,
  at: number,
  person: Omit<Person, 'id' | 'active'>,
  passwordHash: string | null,
): Promise<Person> {
  const created = { ...person, id: randomUUID(), active: true }
  await insertPerson(store, {
    ...profileColumns(created),
    id: created.id,
    source: created.source,
    role: created.role,
    agent: created.agent ? 1 : 0,
    active: 1,
    password_hash: passwordHash,
    alert_sound: null,
    agent_status: 'away',
    agent_status_since: at,
    created_at: at,
    last_sign_in_at: created.source === 'okta' ? at : null,
    phone: null,
    picture: null,
  })
  return created
}

/** Brings name, e-mail and username up to what Okta says now; every arrival starts Away. */
export async function noteArrival(
  store: ProviderStore,
  at: number,
  id: string,
  profile: Profile,
): Promise<void> {
  await updatePerson(store, id, {
    ...profileColumns(profile),
    agent_status: 'away',
    agent_status_since: at,
    last_sign_in_at: at,
  })
}

/** @returns `false` when the password that was checked is no longer the person's: then nobody arrives. */
export const noteLocalArrival = (
  store: ProviderStore,
  at: number,
  person: Pick<PersonRow, 'id' | 'password_hash'>,
): Promise<boolean> =>
  updateWhilePassword(store, person, { agent_status: 'away', agent_status_since: at, last_sign_in_at: at })

export const findPerson = selectPerson

/** A local account by its address, for the password form. */
export async function findLocalByEmail(store: ProviderStore, email: string): Promise<PersonRow | undefined> {
  const row = await selectByEmailKey(store, emailKey(email))
  return row?.source === 'local' ? row : undefined
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
): Promise<PersonRow | undefined> {
  await updatePerson(store, change.id, {
    ...(change.role !== undefined && { role: change.role }),
    ...(change.agent !== undefined && { agent: change.agent ? 1 : 0 }),
    ...(change.active !== undefined && { active: change.active ? 1 : 0 }),
  })
  const row = await selectPerson(store, change.id)
  if (!row) return undefined
  if (change.active === false) await endSessionsOf(store, at, { personId: change.id }, 'person_deactivated')
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
  const cause = change.active === false ? 'deprovisioned' : 'role_changed'
  after({ kind: 'person_changed', providerId: store.providerId, personId: change.id, cause })
  return row
}

/** How many active administrators there are besides this one; it stays true until the transaction ends. */
export async function otherAdministrators(store: ProviderStore, exceptId: string): Promise<number> {
  await lockAdministrators(store)
  return countOtherAdministrators(store, exceptId)
}

/** A person's own choice; it wins over the launch parameter and outlives the session. */
export async function chooseAlertSound(
  store: ProviderStore,
  after: AfterCommit,
  id: string,
  choice: 'on' | 'muted' | null,
): Promise<void> {
  await updatePerson(store, id, { alert_sound: choice })
  after({ kind: 'person_changed', providerId: store.providerId, personId: id })
}

/** Whether the person is available for conversations, and who says so; every sign-in starts with away. */
export async function setAgentStatus(
  store: ProviderStore,
  at: number,
  id: string,
  { status, actor, reason }: { status: AgentStatus; actor: string; reason: string },
): Promise<void> {
  await updatePerson(store, id, { agent_status: status, agent_status_since: at })
  await recordEvent(store, at, { kind: `agent.${status}`, actor, subject: id, facts: { reason } })
}

/** By name, one page; `next` continues it. */
export async function listPeople(
  store: ProviderStore,
  filter: PeopleFilter,
  most = 100,
): Promise<PeoplePage> {
  const { rows, total } = await selectPeople(store, filter, most + 1)
  const page = rows.slice(0, most)
  return { people: page.map(personView), total, next: rows.length > most ? page.at(-1)!.id : null }
}

export const personView = (row: PersonRow): PersonView => ({
  ...personOf(row),
  phone: row.phone,
  picture: pictureAddress(row),
  createdAt: new Date(row.created_at).toISOString(),
  lastSignInAt: row.last_sign_in_at === null ? null : new Date(row.last_sign_in_at).toISOString(),
})

const profileColumns = ({ name, email, username }: Profile) => ({
  name,
  email,
  email_key: emailKey(email),
  username,
})

const personOf = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  username: row.username,
  role: row.role,
  agent: row.agent === 1,
  active: row.active === 1,
  source: row.source,
})
