import type { ProviderStore } from '../store/provider-store.ts'
import type { Row } from '../store/schema.ts'

export async function insertEvent(
  store: ProviderStore,
  row: Omit<Row<'audit_events'>, 'provider_id'>,
): Promise<void> {
  await store.add('audit_events', row)
}
