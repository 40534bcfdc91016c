/** What a person changes of their own account. Who comes from Okta changes name and password there. */
import type { Profile } from '@koopid/contract'
import { recordEvent } from '../audit/audit.ts'
import { AppError } from '../http/errors.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import type { AfterCommit } from '../store/store.ts'
import { type PersonRow, selectPerson, updatePerson, updateWhilePassword } from './people.store.ts'
import { pictureAddress } from './pictures.ts'
import { tellOfProfile } from './tell-of-profile.ts'

/** @throws AppError `profile.managed_by_okta` */
export async function requireLocal(store: ProviderStore, id: string): Promise<PersonRow> {
  const person = await selectPerson(store, id)
  if (person?.source !== 'local') throw new AppError('profile.managed_by_okta')
  return person
}

/** @param name as `readName` gives it */
export async function renameThemselves(
  store: ProviderStore,
  after: AfterCommit,
  at: number,
  id: string,
  name: string,
): Promise<void> {
  const person = await requireLocal(store, id)
  if (person.name === name) return
  await updatePerson(store, id, { name })
  await recordEvent(store, at, {
    kind: 'person.renamed',
    actor: id,
    subject: id,
    facts: { from: person.name, to: name },
  })
  tellOfProfile(store, after, person)
}

/**
 * The audit log says that it changed and not the number: nothing in it can be deleted.
 * @param phone as `readPhone` gives it
 */
export async function changePhone(
  store: ProviderStore,
  after: AfterCommit,
  at: number,
  id: string,
  phone: string | null,
): Promise<void> {
  const person = await selectPerson(store, id)
  if (!person || person.phone === phone) return
  await updatePerson(store, id, { phone })
  const kind = phone === null ? 'person.phone_removed' : 'person.phone_set'
  await recordEvent(store, at, { kind, actor: id, subject: id })
  tellOfProfile(store, after, person)
}

export async function profileOf(store: ProviderStore, id: string): Promise<Profile> {
  const person = await selectPerson(store, id)
  if (!person) throw new AppError('session.missing')
  return { name: person.name, phone: person.phone, picture: pictureAddress(person) }
}

/**
 * Puts one hash in the place of another. @throws AppError `profile.password_rejected` when the password that was
 * checked is no longer the person's
 */
export async function changeOwnPassword(
  store: ProviderStore,
  at: number,
  id: string,
  { from, to }: { from: string | null; to: string },
): Promise<void> {
  if (!(await updateWhilePassword(store, { id, password_hash: from }, { password_hash: to })))
    throw new AppError('profile.password_rejected', { facts: { reason: 'it was changed meanwhile' } })
  await recordEvent(store, at, { kind: 'person.password_changed', actor: id, subject: id })
}
