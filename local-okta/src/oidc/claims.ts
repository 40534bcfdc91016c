import type { FaultBoard } from '../faults/board.ts'
import type { Person } from '../org/people.ts'

export type Claims = Record<string, unknown>

/** The claims an Okta ID token from the code flow carries besides the protocol's: the "thin" set. */
const THIN = ['name', 'email', 'preferred_username']

/**
 * What is said about a person for the granted scopes (Okta OIDC reference, "Scope values").
 * Claims without a value are absent; `name` is the Display Name.
 */
export function personClaims(person: Person, scopes: Set<string>, faults: FaultBoard): Claims {
  const claims: Claims = {}
  if (scopes.has('profile')) {
    Object.assign(claims, {
      name: person.displayName,
      locale: 'en_US',
      preferred_username: person.login,
      given_name: person.firstName,
      family_name: person.lastName,
      zoneinfo: 'America/Los_Angeles',
      updated_at: person.updated,
    })
  }
  if (scopes.has('email') && person.email) {
    Object.assign(claims, { email: person.email, email_verified: true })
  }
  for (const [name, value] of Object.entries(claims)) if (value === '') delete claims[name]
  return faults.any ? distort(claims, faults) : claims
}

/** Reduces a full set to what a thin ID token carries. */
export function thin(claims: Claims): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => THIN.includes(name)))
}

function distort(claims: Claims, faults: FaultBoard): Claims {
  const lies = { ...claims }
  const drop = (...names: string[]) => {
    for (const name of names) delete lies[name]
  }
  if (faults.use('missing-email')) drop('email', 'email_verified')
  if (faults.use('email-null')) lies.email = null
  if (faults.use('email-array')) lies.email = [claims.email]
  if (faults.use('email-object')) lies.email = { value: claims.email }
  if (faults.use('missing-name')) drop('name', 'given_name', 'family_name')
  if (faults.use('missing-preferred-username')) drop('preferred_username')
  if (faults.use('email-verified-false') && 'email_verified' in lies) lies.email_verified = false
  return lies
}
