/** Forgetting the provider must not compile. `tsc` reads this file; running it only says so. */
import type { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { findByIdentity } from '../src/directory/people.ts'
import type { ProviderStore } from '../src/store/provider-store.ts'
import type { Tables } from '../src/store/schema.ts'
import type { Store } from '../src/store/store.ts'

export function mustNotCompile(db: Kysely<Tables>, store: Store, scoped: ProviderStore): unknown[] {
  return [
    // @ts-expect-error the database itself is not a store scoped to a provider
    findByIdentity(db, { issuer: '', subject: '' }),
    // @ts-expect-error any number is not a Provider ID: the directory or the URL's reader vouches for one
    store.read(718, async () => {}),
    // @ts-expect-error the provider comes from the scope, never from the row
    scoped.insert('spent_attempts', { provider_id: 719, attempt_hash: '', expires_at: 0 }),
    // @ts-expect-error a row does not move to another provider
    scoped.update('people', { provider_id: 719 }),
    // @ts-expect-error the list of providers belongs to no provider
    scoped.select('providers'),
    // @ts-expect-error a provider does not give itself another plan
    scoped.updateProvider({ plan: 'enterprise' }),
    // @ts-expect-error nor another one's id
    scoped.updateProvider({ id: 719 }),
    // @ts-expect-error there is no way from the scoped store to the database
    scoped.db,
  ]
}

test('a query that forgets the provider does not type-check', () => {
  expect(mustNotCompile).toBeTypeOf('function')
})
