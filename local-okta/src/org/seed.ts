import { KOOPID } from '../catalog.ts'
import type { Org } from './org.ts'
import { hashPassword } from './passwords.ts'
import type { NewPerson } from './people.ts'

export const SEED_PASSWORD = 'Local-Okta-1'

/** acme starts without the app: that is where the how-to is walked from its first step. */
const SAMPLE_PEOPLE: Record<string, NewPerson[]> = {
  acme: [
    named('ada.agent@acme.com', 'Ada', 'Agent', 'Ada Agent'),
    named('ben.agent@acme.com', 'Ben', 'Booker', 'Ben Booker'),
    { login: 'no.name@acme.com', email: 'no.name@acme.com' },
    named('contractor@other.example', 'Cory', 'Contractor', 'Cory Contractor'),
    { ...named('plainuser', 'Pat', 'Plain', 'Pat Plain'), email: 'plain.user@acme.com' },
  ],
  globex: [
    named('gia.agent@globex.com', 'Gia', 'Green', 'Gia Green'),
    named('hal.agent@globex.com', 'Hal', 'Hughes', 'Hal Hughes'),
  ],
}

function named(login: string, firstName: string, lastName: string, displayName: string): NewPerson {
  return { login, email: login, firstName, lastName, displayName }
}

/** Fills a new org; an org that already has people is left alone. */
export function seedOrg(org: Org): void {
  if (org.people.all().length > 0) return
  const passwordHash = hashPassword(SEED_PASSWORD)
  const admin = named(`admin@${org.name}.com`, 'Alex', 'Admin', 'Alex Admin')
  org.people.add({ ...admin, passwordHash, role: 'org-admin' })
  for (const person of SAMPLE_PEOPLE[org.name] ?? []) org.people.add({ ...person, passwordHash })
  if (org.name === 'globex') seedGlobexApp(org)
}

function seedGlobexApp(org: Org): void {
  const app = org.apps.add(KOOPID.name, {
    label: KOOPID.label,
    clientId: '0oaglobexkoopid000719',
    subdomain: 'app',
    providerId: '719',
  })
  for (const person of org.people.all()) org.apps.assign(app.id, person.id)
}
