import type { ProviderId, ProviderStore } from '../store/provider-store.ts'
import type { Row, Sealed } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { endSessionsOf } from './ended-sessions.store.ts'

export type Slot = 'live' | 'draft'

/** A provider's Okta domain, client id and allowed e-mail formats. */
export type Connection = Readonly<{
  providerId: ProviderId
  slot: Slot
  oktaDomain: string
  issuer: string
  clientId: string
  clientSecret: Sealed | null
  emailFormats: readonly string[]
  active: boolean
  updatedAt: number
  test: { incident: string; passed: boolean; at: number } | null
}>

export type NewDraft = Pick<
  Connection,
  'oktaDomain' | 'issuer' | 'clientId' | 'clientSecret' | 'emailFormats'
>

/** Live connections by provider, and who has a draft. */
export type AllConnections = { live: Map<number, Connection>; drafts: Set<number> }

export async function selectAllConnections(store: Store): Promise<AllConnections> {
  const rows = await store.acrossProviders((db) => db.selectFrom('connections').selectAll().execute())
  const held: AllConnections = { live: new Map(), drafts: new Set() }
  for (const row of rows) {
    if (row.slot === 'draft') held.drafts.add(row.provider_id)
    else held.live.set(row.provider_id, readConnection(row))
  }
  return held
}

export async function findConnection(store: ProviderStore, slot: Slot): Promise<Connection | undefined> {
  const row = await store.select('connections').selectAll().where('slot', '=', slot).executeTakeFirst()
  return row && readConnection(row)
}

/** Saves the draft. Its test is void: what was tested is not what is saved now. */
export async function saveDraft(store: ProviderStore, at: number, draft: NewDraft): Promise<void> {
  await store.remove('connections').where('slot', '=', 'draft').execute()
  await store
    .insert('connections', {
      slot: 'draft',
      okta_domain: draft.oktaDomain,
      issuer: draft.issuer,
      client_id: draft.clientId,
      client_secret: draft.clientSecret,
      email_formats: JSON.stringify(draft.emailFormats),
      active: 0,
      updated_at: at,
      test_incident: null,
      test_passed: null,
      tested_at: null,
    })
    .execute()
}

export async function discardDraft(store: ProviderStore): Promise<void> {
  await store.remove('connections').where('slot', '=', 'draft').execute()
}

/** Notes a test sign-in, unless the draft was changed meanwhile. */
export async function noteTest(
  store: ProviderStore,
  draftUpdatedAt: number,
  test: { incident: string; passed: boolean; at: number },
): Promise<void> {
  await store
    .update('connections', {
      test_incident: test.incident,
      test_passed: test.passed ? 1 : 0,
      tested_at: test.at,
    })
    .where('slot', '=', 'draft')
    .where('updated_at', '=', draftUpdatedAt)
    .execute()
}

/** The draft becomes what agents sign in with; without a draft, the live connection is switched on again. */
export async function activateDraft(store: ProviderStore, at: number): Promise<void> {
  const draft = await findConnection(store, 'draft')
  if (draft) {
    const live = await findConnection(store, 'live')
    // The old organization has no word in what its people still do here.
    if (live && live.issuer !== draft.issuer)
      await endSessionsOf(store, at, { method: 'okta' }, 'connection_replaced')
    await store.remove('connections').where('slot', '=', 'live').execute()
    await store.update('connections', { slot: 'live', active: 1 }).where('slot', '=', 'draft').execute()
  } else {
    await store.update('connections', { active: 1 }).where('slot', '=', 'live').execute()
  }
}

/** Whoever signed in with it is signed out, for good. */
export async function deactivateLive(store: ProviderStore, at: number): Promise<void> {
  await store.update('connections', { active: 0 }).where('slot', '=', 'live').execute()
  await endSessionsOf(store, at, { method: 'okta' }, 'connection_deactivated')
}

const readConnection = (row: Row<'connections'>): Connection => ({
  providerId: row.provider_id as ProviderId,
  slot: row.slot,
  oktaDomain: row.okta_domain,
  issuer: row.issuer,
  clientId: row.client_id,
  clientSecret: row.client_secret,
  emailFormats: JSON.parse(row.email_formats) as string[],
  active: row.active === 1,
  updatedAt: row.updated_at,
  test:
    row.test_incident === null
      ? null
      : { incident: row.test_incident, passed: row.test_passed === 1, at: row.tested_at ?? 0 },
})
