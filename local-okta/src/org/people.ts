import { newId } from '../ids.ts'
import { now, type Store } from '../store.ts'
import { hashPassword } from './passwords.ts'

export type PersonStatus = 'STAGED' | 'ACTIVE' | 'SUSPENDED' | 'DEPROVISIONED'

export type Person = {
  id: string
  login: string
  email: string
  firstName: string
  lastName: string
  displayName: string
  status: PersonStatus
  role: 'none' | 'org-admin'
  password?: string
  created: number
  updated: number
}

export type PersonFields = Pick<Person, 'login' | 'email' | 'firstName' | 'lastName' | 'displayName'>
export type NewPerson = Partial<PersonFields> & {
  login: string
  password?: string
  passwordHash?: string
  role?: Person['role']
  active?: boolean
  id?: string
}

export type LifecycleAct = 'activate' | 'suspend' | 'unsuspend' | 'deactivate'

/** Which acts Okta offers in which state (Okta Users API, user status diagram). */
const LIFECYCLE: Record<LifecycleAct, { from: PersonStatus[]; to: PersonStatus }> = {
  activate: { from: ['STAGED', 'DEPROVISIONED'], to: 'ACTIVE' },
  suspend: { from: ['ACTIVE'], to: 'SUSPENDED' },
  unsuspend: { from: ['SUSPENDED'], to: 'ACTIVE' },
  deactivate: { from: ['STAGED', 'ACTIVE', 'SUSPENDED'], to: 'DEPROVISIONED' },
}

/** A mistake the person at the form can correct; `field` names the input. */
export class InvalidInput extends Error {
  readonly field: string
  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

export type People = ReturnType<typeof peopleOf>

/** The people of one org. Ending someone's access always ends their Okta session in the same transaction. */
export function peopleOf(store: Store, org: string) {
  const records = () => store.records.all(org, 'person') as Map<string, Person>
  const byLogin = new Map<string, string>()
  for (const person of records().values()) byLogin.set(person.login.toLowerCase(), person.id)

  function save(person: Person): Person {
    const before = records().get(person.id)
    if (before) byLogin.delete(before.login.toLowerCase())
    byLogin.set(person.login.toLowerCase(), person.id)
    store.records.put(org, 'person', person.id, person)
    return person
  }

  function check(fields: PersonFields, id?: string): void {
    if (!fields.login.trim()) throw new InvalidInput('login', 'Enter a username.')
    const owner = byLogin.get(fields.login.toLowerCase())
    if (owner && owner !== id) {
      throw new InvalidInput('login', 'An object with this field already exists in the current organization')
    }
  }

  function clearSessions(id: string): void {
    store.artifacts.deleteByAccount(org, id)
  }

  return {
    all: (): Person[] => [...records().values()].sort((a, b) => a.login.localeCompare(b.login)),
    find: (id: string): Person | undefined => records().get(id),
    findByLogin: (login: string): Person | undefined =>
      records().get(byLogin.get(login.trim().toLowerCase()) ?? ''),
    add(input: NewPerson): Person {
      const fields = fieldsOf(input)
      check(fields)
      const password = input.passwordHash ?? (input.password ? hashPassword(input.password) : undefined)
      return save({
        ...fields,
        id: input.id ?? newId('00u'),
        status: input.active === false ? 'STAGED' : 'ACTIVE',
        role: input.role ?? 'none',
        ...(password ? { password } : {}),
        created: now(),
        updated: now(),
      })
    },
    update(
      id: string,
      changes: Partial<PersonFields> & { password?: string; role?: Person['role'] },
    ): Person {
      const before = records().get(id)
      if (!before) throw new InvalidInput('id', 'This person does not exist.')
      const { password, role, ...fields } = changes
      const after = { ...before, ...trimmed(fields), updated: now() }
      check(after, id)
      if (password) after.password = hashPassword(password)
      if (role) after.role = role
      return save(after)
    },
    /** Throws InvalidInput when the act makes no sense in the person's state. */
    lifecycle(id: string, act: LifecycleAct): Person {
      const person = records().get(id)
      const { from, to } = LIFECYCLE[act]
      if (!person || !from.includes(person.status)) {
        throw new InvalidInput('status', `${person?.login ?? id} cannot be ${act}d now.`)
      }
      return store.transaction(() => {
        if (to !== 'ACTIVE') clearSessions(id)
        return save({ ...person, status: to, updated: now() })
      })
    },
    remove(id: string): void {
      const person = records().get(id)
      if (!person) return
      store.transaction(() => {
        clearSessions(id)
        for (const key of store.records.all(org, 'assignment').keys()) {
          if (key.endsWith(`:${id}`)) store.records.delete(org, 'assignment', key)
        }
        store.records.delete(org, 'person', id)
      })
      byLogin.delete(person.login.toLowerCase())
    },
    clearSessions,
    sessions: (id: string): number => store.artifacts.sessionsOf(org, id),
  }
}

/** Acts the admin console offers for a person. */
export function actsFor(status: PersonStatus): LifecycleAct[] {
  return (Object.keys(LIFECYCLE) as LifecycleAct[]).filter((act) => LIFECYCLE[act].from.includes(status))
}

function fieldsOf(input: Partial<PersonFields> & { login: string }): PersonFields {
  return trimmed({ email: '', firstName: '', lastName: '', displayName: '', ...input }) as PersonFields
}

function trimmed(fields: Partial<PersonFields>): Partial<PersonFields> {
  const known = ['login', 'email', 'firstName', 'lastName', 'displayName'] as const
  return Object.fromEntries(
    known.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name].trim()]])),
  )
}
