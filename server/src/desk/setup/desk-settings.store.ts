import { type DeskSettings, defaultDeskSettings } from '@koopid/contract'
import type { ProviderStore } from '../../store/provider-store.ts'

/** What the provider set; the defaults for what it never set. */
export async function readDeskSettings(store: ProviderStore): Promise<DeskSettings> {
  const row = await store.select('desk_settings').select('body').executeTakeFirst()
  return { ...defaultDeskSettings, ...(row && (JSON.parse(row.body) as Partial<DeskSettings>)) }
}

export async function writeDeskSettings(store: ProviderStore, settings: DeskSettings): Promise<void> {
  const body = JSON.stringify(settings)
  await store
    .insert('desk_settings', { body })
    .onConflict((conflict) => conflict.column('provider_id').doUpdateSet({ body }))
    .execute()
}
