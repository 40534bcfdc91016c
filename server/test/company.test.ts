/** What a provider says of itself: name, how to reach it, and its logo. */
import type { AuditPage, Company, FoundProvider, SessionView } from '@koopid/contract'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished, test, vi } from 'vitest'
import { readWebsite } from '../src/directory/website.ts'
import { readSettings } from '../src/settings.ts'
import type { ProviderId } from '../src/store/provider-store.ts'
import { openStore } from '../src/store/store.ts'
import { TestBrowser } from './browser.ts'
import { type Desk, deskWorld } from './desk.ts'
import { onBothEngines, sqliteFile } from './engines.ts'
import { acme, anotherNode, globex, type LocalPerson } from './harness.ts'
import { chunk, jpeg, png, webp } from './pictures.ts'

type Person = Awaited<ReturnType<Desk['agent']>>

test('a website is what a browser opens, and what may be clicked', () => {
  for (const [typed, kept] of [
    ['acme.com', 'https://acme.com'],
    [' https://www.acme.com/ ', 'https://www.acme.com'],
    ['HTTP://Acme.com:8080', 'http://acme.com:8080'],
    ['acme.com/about?a=1#b', 'https://acme.com/about?a=1#b'],
    ['münchen.example', 'https://xn--mnchen-3ya.example'],
    ['', null],
    [' \t ', null],
  ])
    expect([typed, readWebsite(typed!)]).toEqual([typed, kept])
  for (const typed of [
    'javascript:alert(1)',
    'https://javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@acme.com',
    'ftp://files.acme.com',
    'https://admin:secret@acme.com',
    'https://acme.com@evil.example',
    'https://acme',
    'https://acme.com.',
    'https://',
    'acme .com',
    'https://ac\nme.com',
    'https:\\\\acme.com',
    'https://acme.com/\u202e',
    `https://acme.com/${'x'.repeat(184)}`,
  ])
    expect([typed, readWebsite(typed)]).toEqual([typed, undefined])
  expect(readWebsite(`https://acme.com/${'x'.repeat(183)}`)).toHaveLength(200)
})

onBothEngines((databaseUrl, engine) => {
  async function desk(person: LocalPerson = {}) {
    const it = await deskWorld({ databaseUrl: await databaseUrl() })
    const boss = await it.agent({ role: 'administrator', agent: false, ...person })
    return { it, boss }
  }
  const putLogo = (it: Desk, { browser }: Pick<Person, 'browser'>, body: Buffer, type = 'image/png') =>
    browser.api(`${it.portal()}/api/v1/company/logo`, {
      method: 'PUT',
      headers: { 'content-type': type },
      body,
    })
  /** As the sign-in page asks: without a session. */
  const look = (it: Desk, path: string, headers = {}) =>
    new TestBrowser().api(it.portal() + path, { headers })
  const sessionOf = async (it: Desk, { browser }: Pick<Person, 'browser'>) =>
    (await it.session(browser)).json() as SessionView
  const found = async (it: Desk, query = '719') => {
    const body = { query }
    const answer = await new TestBrowser().api(`${it.portal()}/api/v1/sign-in/find`, { method: 'POST', body })
    return (answer.json() as unknown as { providers: FoundProvider[] }).providers[0]
  }
  const eventsOf = async (it: Desk) =>
    (await it.rows('audit_events'))
      .filter(({ kind }) => kind.startsWith('provider.'))
      .map(({ provider_id, kind, actor, facts }) => ({ provider_id, kind, actor, facts: JSON.parse(facts) }))
  const kept = async (it: Desk) =>
    JSON.stringify([await it.rows('providers'), await it.rows('logos'), await it.rows('audit_events')])

  describe('the details', () => {
    const full = {
      name: ' Globex\t International ',
      website: 'globex.com',
      email: ' help@globex.com ',
      phone: '+49 (30) 123-456',
    }
    const read = {
      name: 'Globex International',
      website: 'https://globex.com',
      email: 'help@globex.com',
      phone: '+4930123456',
    }

    it('are empty at first, kept as they are read, and removed one by one', async () => {
      const { boss } = await desk()
      const rest = { id: 719, plan: 'enterprise', subdomain: 'app', logo: null }
      const before = { ...rest, name: 'Globex', website: null, email: null, phone: null }
      expect(await boss.call('GET', '/company')).toEqual({ status: 200, json: before })
      const after = { ...rest, ...read }
      expect(await boss.call('PATCH', '/company', full)).toEqual({ status: 200, json: after })
      expect((await boss.call('GET', '/company')).json).toEqual(after)
      for (const field of ['website', 'email', 'phone']) {
        const answer = await boss.call<Company>('PATCH', '/company', { [field]: ' ' })
        expect([answer.status, answer.json[field as keyof Company]]).toEqual([200, null])
      }
      expect((await boss.call('GET', '/company')).json).toEqual({ ...before, name: read.name })
    })

    it('that change are one event, which keeps the names only; what stays as it is is none', async () => {
      const { it, boss } = await desk()
      for (let again = 0; again < 2; again += 1)
        expect((await boss.call('PATCH', '/company', full)).status).toBe(200)
      await boss.call('PATCH', '/company', { phone: '', website: 'globex.com' })
      const event = { provider_id: globex, kind: 'provider.changed', actor: boss.id }
      expect(await eventsOf(it)).toEqual([
        {
          ...event,
          facts: { changed: 'name, website, email, phone', from: 'Globex', to: read.name },
        },
        { ...event, facts: { changed: 'phone' } },
      ])
      const { events } = (await boss.call<AuditPage>('GET', '/audit?group=company')).json
      expect(events.map(({ kind }) => kind)).toEqual(['provider.changed', 'provider.changed'])
    })

    it('that are not in order are refused with every such field, and nothing changes', async () => {
      const { it, boss } = await desk()
      await boss.call('PATCH', '/company', full)
      const before = await kept(it)
      const wrong: [field: keyof typeof full, text: string][] = [
        ['name', ' \u200b '],
        ['name', 'x'.repeat(121)],
        ['name', 'Glo\0bex'],
        ['name', 'Globex \ud83d'],
        ['name', 'x'.repeat(100_000)],
        ['website', 'javascript:alert(1)'],
        ['website', 'globex.com\0'],
        ['website', `globex.com/${'x'.repeat(1000)}`],
        ['email', 'nobody'],
        ['email', 'a@b.com, c@d.com'],
        ['email', 'a\0@globex.com'],
        ['email', `a@${'x'.repeat(400)}.com`],
        ['phone', 'call us'],
        ['phone', '+4930123456\0'],
      ]
      for (const [field, text] of wrong) {
        const answer = await boss.call('PATCH', '/company', { name: 'Other', [field]: text })
        const errors = answer.json.errors as { field: string }[]
        expect([text.slice(0, 20), answer.status, errors.map((one) => one.field)]).toEqual([
          text.slice(0, 20),
          400,
          [field],
        ])
      }
      const several = await boss.call('PATCH', '/company', { name: '', email: 'x', phone: 'x' })
      expect(several.json.errors).toMatchObject([{ field: 'name' }, { field: 'email' }, { field: 'phone' }])
      for (const body of [{}, { plan: 'enterprise' }, { id: 718 }, { name: null }])
        expect([body, (await boss.call('PATCH', '/company', body)).status]).toEqual([body, 400])
      expect(await kept(it)).toBe(before)
    })

    it('do not change plan, subdomain or id beside them', async () => {
      const { it, boss } = await desk()
      const more = { id: 718, plan: 'starter', subdomain: 'us-east.app', logo: 'x', created_at: 0 }
      const [before] = (await it.rows('providers')).filter(({ id }) => id === globex)
      expect((await boss.call('PATCH', '/company', { ...more, name: 'Other' })).status).toBe(200)
      const [after] = (await it.rows('providers')).filter(({ id }) => id === globex)
      expect(after).toEqual({ ...before, name: 'Other' })
    })

    it('are those of one’s own provider only, also with another one’s cookie at its address', async () => {
      const { it, boss } = await desk()
      const stranger = await it.person({ provider: acme, subdomain: 'us-east.app', role: 'administrator' })
      const own = await boss.call('PATCH', '/company', full)
      const at = async (method: 'GET' | 'PATCH', body?: object) =>
        (
          await stranger.browser.api(`${it.portal('us-east.app')}/api/v1/company`, {
            method,
            ...(body && { body }),
          })
        ).json()
      expect(await at('GET')).toMatchObject({ id: 718, name: 'Acme', website: null })
      expect(await at('PATCH', { id: 719, name: 'Evil' })).toMatchObject({ id: 718, name: 'Evil' })
      expect((await boss.call('GET', '/company')).json).toEqual(own.json)
    })

    it('are new in every open session at once: a desktop is told, and the next question knows', async () => {
      const { it, boss } = await desk()
      const agent = await it.available()
      const node = await anotherNode(it)
      expect((await sessionOf(it, agent)).provider.name).toBe('Globex')
      await boss.call('PATCH', '/company', full)
      await agent.desktop.next('provider.changed')
      expect((await sessionOf(it, agent)).provider).toEqual({
        id: 719,
        name: read.name,
        plan: 'enterprise',
        subdomain: 'app',
        logo: null,
      })
      expect((await found(it))?.name).toBe(read.name)
      if (engine === 'postgres')
        await expect
          .poll(async () => (await node.services.providers.find(globex))?.name, { timeout: 3000 })
          .toBe(read.name)
    })
  })

  describe('the logo', () => {
    it('is set, seen everywhere at once under a new address, changed and removed', async () => {
      const { it, boss } = await desk({ role: 'designer' })
      const agent = await it.available()
      const first = (await putLogo(it, boss, png(64, 16))).json() as unknown as Company
      expect(first.logo).toMatch(/^\/api\/v1\/providers\/719\/logo\?v=[\w-]{22}-64x16$/)
      await agent.desktop.next('provider.changed')
      expect((await sessionOf(it, agent)).provider.logo).toBe(first.logo)
      expect((await found(it))?.logo).toBe(first.logo)
      expect((await look(it, first.logo!)).bytes).toEqual(png(64, 16))

      const second = (await putLogo(it, boss, webp, 'image/webp')).json() as unknown as Company
      const answer = await look(it, second.logo!)
      expect([answer.bytes, answer.headers['content-type']]).toEqual([webp, 'image/webp'])
      expect((await look(it, first.logo!)).status).toBe(404)

      const removed = await boss.call<Company>('DELETE', '/company/logo')
      expect([removed.status, removed.json.logo]).toEqual([200, null])
      expect((await look(it, second.logo!)).status).toBe(404)
      expect((await sessionOf(it, agent)).provider.logo).toBeNull()
      expect(await it.rows('logos')).toEqual([])
      const event = { provider_id: globex, actor: boss.id, facts: {} }
      expect(await eventsOf(it)).toEqual(
        ['logo_changed', 'logo_changed', 'logo_removed'].map((did) => ({
          ...event,
          kind: `provider.${did}`,
        })),
      )
    })

    it('needs no session, and is answered as a picture only', async () => {
      const { it, boss } = await desk()
      const { logo } = (await putLogo(it, boss, jpeg, 'image/jpeg')).json() as unknown as Company
      const answer = await look(it, logo!)
      expect(answer.headers).toMatchObject({
        'content-type': 'image/jpeg',
        'content-disposition': 'inline',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(answer.headers['cache-control']).toContain('max-age=604800, immutable')
      const held = { 'if-none-match': String(answer.headers.etag) }
      expect(await look(it, logo!, held)).toMatchObject({ status: 304, body: '' })
    })

    it('is at the address of its provider and version, and anything else is 404 without a query', async () => {
      const { it, boss } = await desk()
      const { logo } = (await putLogo(it, boss, png())).json() as unknown as Company
      const version = logo!.split('v=')[1]!
      const stranger = await it.person({ provider: acme, subdomain: 'us-east.app', role: 'administrator' })
      const theirs = await stranger.browser.api(`${it.portal('us-east.app')}/api/v1/company/logo`, {
        method: 'PUT',
        headers: { 'content-type': 'image/png' },
        body: png(9, 9),
      })
      expect((await look(it, (theirs.json() as unknown as Company).logo!)).bytes).toEqual(png(9, 9))
      const queries = vi.spyOn(it.services.store, 'read')
      for (const path of [
        '719/logo',
        '719/logo?v=',
        `719/logo?v=${version}x`,
        `719/logo?v=${version.slice(0, -1)}`,
        `719/logo?v=${version.toUpperCase()}`,
        `719/logo?v=${version}%00`,
        `719/logo?w=${version}`,
        `718/logo?v=${version}`,
        `0719/logo?v=${version}`,
        `719.0/logo?v=${version}`,
        `720/logo?v=${version}`,
        `0/logo?v=${version}`,
        `719%00/logo?v=${version}`,
        `x/logo?v=${version}`,
      ]) {
        const answer = await look(it, `/api/v1/providers/${path}`)
        expect([path, answer.status, answer.json().code]).toEqual([path, 404, 'request.not_found'])
        expect(answer.headers['cache-control']).toBe('no-store')
      }
      expect(queries).not.toHaveBeenCalled()
      expect((await look(it, logo!)).bytes).toEqual(png())
    })

    it('is kept without what does not draw, and that stays as it is is no event', async () => {
      const { it, boss } = await desk()
      const photo = png(8, 8, [chunk('tEXt', Buffer.from('GPS 52.52 N 13.40 E'))])
      for (const file of [photo, png(), photo]) expect((await putLogo(it, boss, file)).status).toBe(200)
      const [row] = await it.rows('logos')
      expect(Buffer.from(row!.bytes)).toEqual(png())
      await boss.call('DELETE', '/company/logo')
      await boss.call('DELETE', '/company/logo')
      expect((await eventsOf(it)).map(({ kind }) => kind)).toEqual([
        'provider.logo_changed',
        'provider.logo_removed',
      ])
    })

    it('of several sent at once, one is there', async () => {
      const { it, boss } = await desk()
      const files = [1, 2, 3, 4].map((grey) => png(8, 8, [], grey))
      const answers = await Promise.all(files.map((file) => putLogo(it, boss, file)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
      expect(await it.rows('logos')).toHaveLength(1)
      const { logo } = (await boss.call<Company>('GET', '/company')).json
      expect(files).toContainEqual((await look(it, logo!)).bytes)
    })
  })

  test('rows of before have no details, and a migration that was cut off goes on', async () => {
    const url = engine === 'sqlite' ? await sqliteFile() : await databaseUrl()
    const { database } = readSettings({ KOOPID_DATABASE_URL: url })
    const store = openStore(database, () => {})
    onTestFinished(store.close)
    await store.migrate()
    const row = { id: 700, name: 'Old', plan: 'business', subdomain: 'old', created_at: 1 } as const
    await store.acrossProviders(async (db) => {
      await db.insertInto('providers').values(row).execute()
      // Everything is there but the last part and the mark that it ran: what a kill leaves behind on SQLite.
      await db.schema.dropTable('logos').execute()
      if (engine === 'postgres')
        for (const column of ['website', 'email', 'phone'])
          await db.schema.alterTable('providers').dropColumn(column).execute()
      await sql`delete from kysely_migration where name = '0007-company'`.execute(db)
    })
    expect(await store.migrate()).toEqual(['0007-company'])
    const one = 700 as ProviderId
    const seen = await store.read(one, (scoped) => scoped.selectProvider().selectAll().executeTakeFirst())
    expect(seen).toEqual({ ...row, website: null, email: null, phone: null })
    const logo = { version: 'v', type: 'image/png', bytes: png() } as const
    await store.transaction(one, async (scoped) => void (await scoped.insert('logos', logo).execute()))
    const seenBy = (provider: string) =>
      store.acrossProviders(async (db) => {
        if (engine === 'postgres')
          await sql`select set_config('koopid.provider', ${provider}, true)`.execute(db)
        return (await db.selectFrom('logos').selectAll().execute()).length
      })
    expect([await seenBy('700'), await seenBy('701')]).toEqual([1, engine === 'postgres' ? 0 : 1])
  })
})
