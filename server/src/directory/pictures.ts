/** Profile pictures: whose, which, and where they are found. */
import { hash } from 'node:crypto'
import { recordEvent } from '../audit/audit.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import type { AfterCommit } from '../store/store.ts'
import { type PersonRow, selectPerson, updatePerson } from './people.store.ts'
import type { Picture } from './picture-file.ts'
import { deletePicture, putPicture, selectPicture } from './pictures.store.ts'
import { tellOfProfile } from './tell-of-profile.ts'

/** Under its own address each version can be kept by browsers, and a new one is seen at once. */
export const pictureAddress = ({ id, picture }: Pick<PersonRow, 'id' | 'picture'>): string | null =>
  picture && `/api/v1/people/${id}/picture?v=${picture}`

export const findPicture = selectPicture

/** @param picture as `readPicture` gives it; `null` removes the one that there is */
export async function changePicture(
  store: ProviderStore,
  after: AfterCommit,
  at: number,
  id: string,
  picture: Picture | null,
): Promise<void> {
  const person = await selectPerson(store, id)
  const version = picture && hash('sha256', picture.bytes, 'base64url').slice(0, 22)
  if (!person || person.picture === version) return
  if (picture) await putPicture(store, { person_id: id, ...picture })
  else await deletePicture(store, id)
  await updatePerson(store, id, { picture: version })
  await recordEvent(store, at, {
    kind: picture ? 'person.picture_set' : 'person.picture_removed',
    actor: id,
    subject: id,
  })
  tellOfProfile(store, after, person)
}
