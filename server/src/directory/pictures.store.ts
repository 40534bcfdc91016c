import type { ProviderStore } from '../store/provider-store.ts'
import type { Row } from '../store/schema.ts'

export type PictureRow = Omit<Row<'pictures'>, 'provider_id'>

/** With the version that the person's row names, or none. */
export async function selectPicture(
  store: ProviderStore,
  personId: string,
): Promise<(PictureRow & { version: string | null }) | undefined> {
  return store
    .select('pictures')
    .innerJoin('people', (join) =>
      join
        .onRef('people.provider_id', '=', 'pictures.provider_id')
        .onRef('people.id', '=', 'pictures.person_id'),
    )
    .select(['pictures.person_id', 'pictures.type', 'pictures.bytes', 'people.picture as version'])
    .where('pictures.person_id', '=', personId)
    .executeTakeFirst()
}

export async function putPicture(store: ProviderStore, row: PictureRow): Promise<void> {
  const { type, bytes } = row
  await store
    .insert('pictures', row)
    .onConflict((conflict) => conflict.columns(['provider_id', 'person_id']).doUpdateSet({ type, bytes }))
    .execute()
}

export async function deletePicture(store: ProviderStore, personId: string): Promise<void> {
  await store.remove('pictures').where('person_id', '=', personId).execute()
}
