import type { Connection } from '../directory/connections.ts'
import { readEmail } from '../directory/email.ts'
import { cleanName, longestName } from '../directory/names.ts'
import {
  createFromOkta,
  emailIsTaken,
  findByIdentity,
  noteArrival,
  type Person,
} from '../directory/people.ts'
import { AppError } from '../http/errors.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import { allowedBy } from './email-formats.ts'
import type { Claims, VerifiedIdentity } from './verify.ts'

export type Profile = { name: string; email: string; username: string }

export type Provisioned =
  | { person: Person; created: boolean }
  /** A person who is new, or whose token lacks a claim: user info has to be asked, outside the transaction. */
  | 'user_info_needed'

/**
 * Finds the person by issuer and subject, or creates the account (just in time). Policy is here, rows are in
 * `directory/`. @throws AppError for each requirement of the how-to that is not met; nothing is written then.
 */
export async function provision(
  store: ProviderStore,
  connection: Connection,
  identity: VerifiedIdentity,
  options: { at: number; userInfoAsked: boolean },
): Promise<Provisioned> {
  const known = await findByIdentity(store, identity)
  if (!options.userInfoAsked && (!known || !isComplete(identity.claims))) return 'user_info_needed'
  const profile = profileOf(connection, identity.claims)
  if (known && !known.active)
    throw new AppError('sign_in.person_deactivated', { facts: { person: known.id } })
  // Okta may say that an address moved; it may not take one that somebody here has.
  if (profile.email !== known?.email && (await emailIsTaken(store, profile.email, known?.id))) {
    // Between the two looks, this very person may have arrived by another node.
    if (!known && (await findByIdentity(store, identity)))
      return provision(store, connection, identity, options)
    throw new AppError('sign_in.email_taken', { facts: { email: profile.email, subject: identity.subject } })
  }
  if (known && !known.agent && known.role === 'none')
    throw new AppError('sign_in.agent_login_not_allowed', { facts: { person: known.id } })
  if (!known) return { person: await createFromOkta(store, options.at, identity, profile), created: true }
  await noteArrival(store, options.at, known.id, profile)
  return { person: { ...known, ...profile }, created: false }
}

const isComplete = ({ name, email, username }: Claims): boolean => Boolean(name && email && username)

/** What the how-to requires of an Okta user: username in e-mail form, an allowed address, a Display Name. */
export function profileOf(connection: Pick<Connection, 'emailFormats'>, claims: Claims): Profile {
  const username = readEmail(claims.username ?? '')
  if ('refusal' in username)
    throw new AppError('sign_in.username_not_email', {
      facts: { preferred_username: claims.username?.slice(0, 200) ?? 'absent', reason: username.refusal },
    })
  const verdict = allowedBy(connection.emailFormats, claims.email ?? '')
  if (!verdict.allowed)
    throw new AppError('sign_in.email_format_not_allowed', {
      facts: {
        email: claims.email?.slice(0, 200) ?? 'absent',
        reason: verdict.reason,
        formats: connection.emailFormats.join(' '),
      },
    })
  return { name: displayName(claims), email: verdict.email, username: username.email }
}

/** Display Name is `name`; without it, given and family name. */
function displayName({ name, givenName, familyName }: Claims): string {
  const cleaned = cleanName(name ?? [givenName, familyName].filter(Boolean).join(' '))
  if (cleaned === '')
    throw new AppError('sign_in.display_name_missing', { facts: { name: name ?? 'absent' } })
  // Okta takes longer ones; they are cut.
  return [...cleaned].slice(0, longestName).join('')
}
