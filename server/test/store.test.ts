import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { recordEvent } from '../src/audit/audit.ts'
import { listTraces, saveTrace, startTrace } from '../src/audit/traces.ts'
import { activate, findConnection, saveDraft } from '../src/directory/connections.ts'
import { createAdministrator, createFromOkta, findByIdentity, listPeople } from '../src/directory/people.ts'
import { providersOf } from '../src/directory/providers.ts'
import { readSettings } from '../src/settings.ts'
import type { ProviderId, ProviderStore } from '../src/store/provider-store.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { onBothEngines } from './engines.ts'
import { wireTo } from './wire.ts'

const one = 718 as ProviderId
const two = 719 as ProviderId
const gia = { name: 'Gia', email: 'gia@acme.com', username: 'gia@acme.com' }
const identity = { issuer: 'https://acme.okta.com', subject: '00u1' }

async function open(url: string): Promise<Store> {
  const { database } = readSettings({ KOOPID_DATABASE_URL: url })
  const store = openStore(database, () => {})
  onTestFinished(store.close)
  await store.migrate()
  const providers = providersOf(store, Date.now)
  await providers.create({ id: one, name: 'Acme', plan: 'business', subdomain: 'app' })
  await providers.create({ id: two, name: 'Globex', plan: 'business', subdomain: 'app' })
  return store
}

onBothEngines((url, engine) => {
  test('migrations run once, and again change nothing', async () => {
    const store = await open(await url())
    expect(await store.migrate()).toEqual([])
  })

  test('two processes may migrate at once', async () => {
    if (engine === 'sqlite') return
    const address = await url()
    const { database } = readSettings({ KOOPID_DATABASE_URL: address })
    const stores = [openStore(database, () => {}), openStore(database, () => {})]
    const applied = await Promise.all(stores.map((store) => store.migrate()))
    const names = applied.flat()
    expect(names[0]).toBe('0001-initial')
    expect(names).toEqual([...new Set(names)].sort())
    for (const store of stores) await store.close()
  })

  test('a person is found by issuer and subject, by no other provider', async () => {
    const store = await open(await url())
    const person = await store.transaction(one, (scoped) => createFromOkta(scoped, 5, identity, gia))
    expect(await store.read(one, (scoped) => findByIdentity(scoped, identity))).toEqual(person)
    expect(await store.read(two, (scoped) => findByIdentity(scoped, identity))).toBeUndefined()
  })

  test('the same identity and address may exist at two providers', async () => {
    const store = await open(await url())
    await store.transaction(one, (scoped) => createFromOkta(scoped, 5, identity, gia))
    await store.transaction(two, (scoped) => createFromOkta(scoped, 5, identity, gia))
    expect((await store.read(one, (scoped) => listPeople(scoped, {}))).total).toBe(1)
  })

  test('what is claimed is claimed once, by each provider for itself', async () => {
    const store = await open(await url())
    const claim = (provider: typeof one) => store.claim(provider, 'x', Date.now() + 1000)
    const claims = await Promise.all([claim(one), claim(two), claim(one), claim(one)])
    expect(claims.filter(Boolean)).toHaveLength(2)
    expect(claims[1]).toBe(true)
    expect(await claim(one)).toBe(false)
  })

  test('an address is unique within a provider, without case', async () => {
    const store = await open(await url())
    await store.transaction(one, (scoped) => createFromOkta(scoped, 5, identity, gia))
    const again = store.transaction(one, (scoped) =>
      createFromOkta(scoped, 5, { ...identity, subject: '00u2' }, { ...gia, email: 'GIA@acme.com' }),
    )
    await expect(again).rejects.toThrow()
    expect((await store.read(one, (scoped) => listPeople(scoped, {}))).total).toBe(1)
  })

  test('a transaction that throws leaves nothing, and tells the bus nothing', async () => {
    const store = await open(await url())
    const heard: string[] = []
    store.bus.subscribe((message) => heard.push(message.kind))
    const failing = store.transaction(one, async (scoped, after) => {
      await createFromOkta(scoped, 5, identity, gia)
      after({ kind: 'provider_changed', providerId: one })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect((await store.read(one, (scoped) => listPeople(scoped, {}))).total).toBe(0)
    expect(heard.filter((kind) => kind === 'provider_changed')).toEqual([])
  })

  test('twenty first sign-ins at once make one person', async () => {
    const store = await open(await url())
    const arrive = () =>
      store.transaction(
        one,
        async (scoped) =>
          (await findByIdentity(scoped, identity)) ?? createFromOkta(scoped, 5, identity, gia),
      )
    const people = await Promise.all(Array.from({ length: 20 }, arrive))
    expect(new Set(people.map((person) => person.id)).size).toBe(1)
  })

  test('a draft becomes live in one step, and its secret and formats come along', async () => {
    const store = await open(await url())
    const draft = {
      oktaDomain: 'a.okta.com',
      issuer: 'https://a.okta.com',
      clientId: '0oa1',
      clientSecret: null,
    }
    await store.transaction(one, async (scoped) => {
      await saveDraft(scoped, 7, { ...draft, emailFormats: ['*@a.com', 'x@b.com'] })
      await activate(scoped, 8)
    })
    expect(await store.read(one, (scoped) => findConnection(scoped, 'draft'))).toBeUndefined()
    expect(await store.read(one, (scoped) => findConnection(scoped, 'live'))).toMatchObject({
      active: true,
      emailFormats: ['*@a.com', 'x@b.com'],
      updatedAt: 7,
    })
  })

  test('people come in pages by name, each once, and search ignores case', async () => {
    const store = await open(await url())
    await store.transaction(one, async (scoped) => {
      for (let index = 0; index < 25; index += 1)
        await createAdministrator(
          scoped,
          1,
          { ...gia, name: `Name ${index % 5}`, email: `p${index}@a.com` },
          'hash',
        )
    })
    const seen: string[] = []
    let next: string | null | undefined
    do {
      const page = await store.read(one, (scoped) => listPeople(scoped, { after: next ?? undefined }, 10))
      seen.push(...page.people.map((person) => person.email))
      next = page.next
    } while (next)
    expect(new Set(seen).size).toBe(25)
    expect((await store.read(one, (scoped) => listPeople(scoped, { search: 'P2' }))).total).toBe(6)
  })

  test('traces come newest first in pages, and are found by who, code and incident', async () => {
    const store = await open(await url())
    await store.transaction(one, async (scoped) => {
      for (let index = 0; index < 12; index += 1) {
        const trace = startTrace({ address: '::1', userAgent: 'x' })
        trace.who = `P${index}@acme.com`
        await saveTrace(scoped, Math.floor(index / 2), trace, {
          outcome: 'refused',
          code: 'sign_in.email_taken',
          step: 'provision',
        })
      }
    })
    const first = await store.read(one, (scoped) => listTraces(scoped, {}, 5))
    const rest = await store.read(one, (scoped) => listTraces(scoped, { before: first.at(-1)!.incident }, 50))
    expect(first.length + rest.length).toBe(12)
    expect(new Set([...first, ...rest].map((row) => row.incident)).size).toBe(12)
    expect(await store.read(one, (scoped) => listTraces(scoped, { search: 'p11@' }))).toHaveLength(1)
    expect(await store.read(two, (scoped) => listTraces(scoped, {}))).toEqual([])
  })

  test('every provider-scoped query stays with its provider', async () => {
    const store = await open(await url())
    await store.transaction(one, (scoped) => createFromOkta(scoped, 5, identity, gia))
    await store.transaction(two, async (scoped) => {
      await scoped.update('people', { name: 'Mallory' }).execute()
      await scoped.remove('identities').execute()
      await recordEvent(scoped, 1, { kind: 'x.y', actor: 'z' })
    })
    const left = await store.read(one, (scoped) => findByIdentity(scoped, identity))
    expect(left?.name).toBe('Gia')
    const owners = await store.acrossProviders((db) =>
      db.selectFrom('audit_events').select('provider_id').execute(),
    )
    expect(owners.map((row) => row.provider_id).sort()).toEqual([one, two])
  })

  if (engine === 'postgres') {
    test('what is asked together goes out together, without waiting for an answer', async () => {
      const wire = await wireTo(await url())
      const store = await open(wire.url)
      const named = (scoped: ProviderStore, name: string) =>
        scoped.select('people').selectAll().where('name', '=', name).execute()
      wire.hang()
      const asked = store.read(one, (scoped) =>
        Promise.all([named(scoped, 'First'), named(scoped, 'Second')]),
      )
      const cut = expect(asked).rejects.toThrow()
      await expect.poll(wire.said, { timeout: 10_000 }).toMatch(/begin;.*First.*Second/s)
      wire.mend()
      await cut
    })

    test('a query whose error somebody caught does not pass for a commit', async () => {
      const store = await open(await url())
      const swallowing = store.transaction(one, async (scoped) => {
        await createFromOkta(scoped, 5, identity, gia)
        await createFromOkta(scoped, 5, identity, gia).catch(() => {})
      })
      await expect(swallowing).rejects.toThrow('nothing was committed')
      expect((await store.read(one, (scoped) => listPeople(scoped, {}))).total).toBe(0)
    })

    test('row-level security hides other providers from raw SQL too, and refuses a foreign row', async () => {
      const store = await open(await url())
      await store.transaction(one, (scoped) => createFromOkta(scoped, 5, identity, gia))
      const seen = (scope: string | null) =>
        store.acrossProviders(async (db) => {
          await sql`select set_config('koopid.provider', ${scope ?? ''}, true)`.execute(db)
          return (await db.selectFrom('people').selectAll().execute()).length
        })
      expect([await seen('718'), await seen('719'), await seen(null), await seen('*')]).toEqual([1, 0, 0, 1])
      const foreign = store.acrossProviders(async (db) => {
        await sql`select set_config('koopid.provider', '719', true)`.execute(db)
        await db
          .insertInto('spent_attempts')
          .values({ provider_id: 718, attempt_hash: 'x', expires_at: 1 })
          .execute()
      })
      await expect(foreign).rejects.toThrow(/row-level security/)
    })
  }
})
