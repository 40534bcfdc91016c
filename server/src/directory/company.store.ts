import type { ProviderStore } from '../store/provider-store.ts'
import type { Row } from '../store/schema.ts'

export type LogoRow = Omit<Row<'logos'>, 'provider_id'>
/** What a provider says of itself. */
export type Details = Pick<Row<'providers'>, 'name' | 'website' | 'email' | 'phone'>
export type CompanyRow = Details &
  Pick<Row<'providers'>, 'id' | 'plan' | 'subdomain'> & { logo: string | null }

/** With the version of its logo. */
export async function selectCompany(store: ProviderStore): Promise<CompanyRow> {
  return store
    .selectProvider()
    .leftJoin('logos', 'logos.provider_id', 'providers.id')
    .select(['id', 'name', 'plan', 'subdomain', 'website', 'email', 'phone', 'logos.version as logo'])
    .executeTakeFirstOrThrow()
}

export async function updateDetails(store: ProviderStore, change: Partial<Details>): Promise<void> {
  await store.updateProvider(change).execute()
}

export async function selectLogo(store: ProviderStore, version: string): Promise<LogoRow | undefined> {
  return store
    .select('logos')
    .select(['version', 'type', 'bytes'])
    .where('version', '=', version)
    .executeTakeFirst()
}

export async function putLogo(store: ProviderStore, row: LogoRow): Promise<void> {
  await store
    .insert('logos', row)
    .onConflict((conflict) => conflict.column('provider_id').doUpdateSet(row))
    .execute()
}

export async function deleteLogo(store: ProviderStore): Promise<void> {
  await store.remove('logos').execute()
}
