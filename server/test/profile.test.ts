/** One's own account: name, phone number, picture, password, and where one is signed in. */
import type { Agents, OwnSession, OwnSessions, PeoplePage } from '@koopid/contract'
import { describe, expect, it, test } from 'vitest'
import { readName } from '../src/directory/names.ts'
import { readPhone } from '../src/directory/phone.ts'
import { endOtherSessions } from '../src/sessions/own-sessions.ts'
import { profileOf } from '../src/sign-in/provision.ts'
import { TestBrowser } from './browser.ts'
import { type Desk, type DeskOptions, deskWorld } from './desk.ts'
import { onBothEngines } from './engines.ts'
import { acme, globex, password } from './harness.ts'
import { jpeg, png, webp } from './pictures.ts'

const minute = 60_000
const better = 'a better horse battery'
type Call = Awaited<ReturnType<Desk['agent']>>['call']

const sessionsOf = async (call: Call) => (await call<OwnSessions>('GET', '/profile/sessions')).json.sessions
const others = (sessions: OwnSession[]) => sessions.filter(({ current }) => !current)
const signInWith = (it: Desk, email: string, secret: string) =>
  new TestBrowser().api(`${it.portal()}/api/v1/sign-in/password`, {
    method: 'POST',
    body: { providerId: 719, email, password: secret },
  })
const eventsOf = async (it: Desk, kind: string) =>
  (await it.rows('audit_events')).filter((event) => event.kind === kind)

test('a name is cleaned exactly as sign-in cleans the one that Okta sends', () => {
  const fromOkta = (name: string) => {
    const claims = { name, email: 'a@globex.com', username: 'a@globex.com' }
    return profileOf({ emailFormats: ['*@globex.com'] }, claims as never).name
  }
  for (const name of [
    'Ada',
    '  Ada \t\n Lovelace ',
    'A\u202eda\u2066',
    'Ame\u0301lie',
    'a\u0000b',
    'a\ud800b',
    '👩‍💻 Ada',
    'x'.repeat(120),
  ])
    expect(readName(name)).toBe(fromOkta(name))
  for (const name of ['', ' \u200b\u202e ', 'x'.repeat(121)]) expect(readName(name)).toBeUndefined()
})

const wrongPhones = [
  '030 1234567',
  '0049 30 1234567',
  '+49 30 12 ext. 4',
  '+49/30/1234567',
  '+12 345',
  '+1234567890123456',
  '+0301234567',
  '++4930123456',
  '+49+30123456',
  '( )',
  'call me',
  '+49 30 12345٦٧',
  '+4930123456\u0000',
  '=+4930123456',
  '<b>+4930123456</b>',
]

test('a phone number is one in every way that people write it, and what is none is not', () => {
  for (const typed of [
    '+4930123456',
    ' +49 30 123 456',
    '+49-30-123-456',
    '+49.30.123456',
    '+49 (30) 123456',
    '+49 (0) 30 123456',
    '+49\u00a030\u2011123456',
  ])
    expect([typed, readPhone(typed)]).toEqual([typed, '+4930123456'])
  expect([readPhone('+1234567'), readPhone('+123456789012345')]).toEqual(['+1234567', '+123456789012345'])
  for (const nothing of ['', ' \t ']) expect(readPhone(nothing)).toBeNull()
  for (const typed of wrongPhones) expect([typed, readPhone(typed)]).toEqual([typed, undefined])
})

onBothEngines((databaseUrl) => {
  async function desk(options: DeskOptions = {}) {
    const clock = { at: Date.now() }
    const it = await deskWorld({ databaseUrl: await databaseUrl(), now: () => clock.at, ...options })
    return Object.assign(it, { clock })
  }
  /** An agent with a conversation, signed in here and, with an open desktop each, at another place. */
  async function atTwoPlaces() {
    const it = await desk()
    const here = await it.available()
    await it.customer().says('Hello')
    const there = await it.signInAgain(here)
    const desktop = await there.socket()
    return { it, here, there: { ...there, desktop } }
  }
  const holds = async (it: Desk, id: string) => {
    const [row] = await it.conversations()
    return row!.assignee_id === id && row!.requeued === 0
  }
  const statusOf = async (it: Desk, { browser }: { browser: TestBrowser }) =>
    (await it.session(browser)).status
  async function oktaAgent(it: Desk) {
    const browser = it.browserAt('gia.agent@globex.com')
    await it.signIn(browser)
    return { browser, call: it.call(browser) }
  }

  describe('the name', () => {
    it('changes in every session of theirs and for their colleagues, and nothing that they hold moves', async () => {
      const { it, here, there } = await atTwoPlaces()
      const colleague = await it.available()
      const answer = await here.call('PATCH', '/profile', { name: ' Ada\u202e   Lovelace ' })
      expect(answer).toEqual({ status: 200, json: { name: 'Ada Lovelace', phone: null, picture: null } })
      for (const { browser } of [here, there])
        expect((await it.session(browser)).json()).toMatchObject({ user: { name: 'Ada Lovelace' } })
      await there.desktop.next<{ agent: { name: string } }>(
        'agent.state',
        ({ agent }) => agent.name === 'Ada Lovelace',
      )
      const { agents } = (await colleague.call<Agents>('GET', '/agents')).json
      expect(agents.map(({ name }) => name).sort()).toEqual(['Ada Admin', 'Ada Lovelace'])
      expect(await holds(it, here.id)).toBe(true)
      expect([here.desktop, there.desktop].map(({ raw }) => raw.readyState)).toEqual([1, 1])
      const [event] = await eventsOf(it, 'person.renamed')
      expect(event).toMatchObject({ actor: here.id, subject: here.id })
      expect(JSON.parse(event!.facts)).toEqual({ from: 'Ada Admin', to: 'Ada Lovelace' })
    })

    it('has 1 to 120 characters, and stays when it would not', async () => {
      const it = await desk()
      const { call, browser } = await it.agent()
      for (const name of ['', ' \u200b ', 'x'.repeat(121)]) {
        const answer = await call('PATCH', '/profile', { name })
        expect([answer.status, answer.json.errors]).toMatchObject([400, [{ field: 'name' }]])
      }
      expect((await it.session(browser)).json()).toMatchObject({ user: { name: 'Ada Admin' } })
    })

    it('that stays as it is is no event', async () => {
      const it = await desk()
      const { call } = await it.agent()
      expect((await call('PATCH', '/profile', { name: 'Ada Admin' })).status).toBe(200)
      expect(await eventsOf(it, 'person.renamed')).toEqual([])
    })
  })

  describe('the password', () => {
    const change = (call: Call, currentPassword = password, newPassword = better) =>
      call('PUT', '/profile/password', { currentPassword, newPassword })

    it('changes with the current one, and every other session ends with it, its desktop at once', async () => {
      const { it, here, there } = await atTwoPlaces()
      expect((await change(here.call)).status).toBe(204)
      expect(await there.desktop.closed).toEqual({ code: 4401, reason: 'password_changed' })
      expect(await statusOf(it, there)).toBe(401)
      expect(await statusOf(it, here)).toBe(200)
      expect(here.desktop.raw.readyState).toBe(1)
      expect(await holds(it, here.id)).toBe(true)
      expect((await signInWith(it, here.email, password)).status).toBe(401)
      expect((await signInWith(it, here.email, better)).status).toBe(200)
      expect(await eventsOf(it, 'person.password_changed')).toMatchObject([
        { actor: here.id, subject: here.id },
      ])
    })

    it('does not change without the current one, and nobody is signed out', async () => {
      const { it, here, there } = await atTwoPlaces()
      const answer = await change(here.call, 'wrong horse battery')
      expect([answer.status, answer.json.code]).toEqual([403, 'profile.password_rejected'])
      expect([await statusOf(it, here), await statusOf(it, there)]).toEqual([200, 200])
      expect((await signInWith(it, here.email, password)).status).toBe(200)
      expect(await eventsOf(it, 'person.password_changed')).toEqual([])
    })

    it('follows the rule of the command line, and a weak one is no try', async () => {
      const it = await desk()
      const { call } = await it.agent()
      for (let count = 0; count < 8; count += 1) {
        const answer = await change(call, 'wrong horse battery', 'too-short')
        expect([answer.status, answer.json.errors]).toMatchObject([400, [{ field: 'newPassword' }]])
      }
      expect((await change(call, password, 'Shorter-10')).status).toBe(204)
    })

    it('after five wrong ones waits as sign-in does, which is not kept waiting by it', async () => {
      const it = await desk()
      const { call, email } = await it.agent()
      for (let count = 0; count < 5; count += 1)
        expect((await change(call, 'wrong horse battery')).status).toBe(403)
      const answer = await change(call)
      expect([answer.status, answer.json.code]).toEqual([429, 'sign_in.too_many_attempts'])
      expect((await signInWith(it, email, password)).status).toBe(200)
      it.clock.at += minute - 1
      expect((await change(call)).status).toBe(429)
      it.clock.at += 1
      expect((await change(call)).status).toBe(204)
      // Counted anew from here.
      expect((await change(call, 'wrong horse battery')).status).toBe(403)
      expect((await change(call, better, password)).status).toBe(204)
    })

    it('fifty guesses at once count as fifty', async () => {
      const it = await desk()
      const { call } = await it.agent()
      const guesses = Array.from({ length: 50 }, () => change(call, 'wrong horse battery'))
      const statuses = (await Promise.all(guesses)).map(({ status }) => status)
      expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(5)
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(45)
    })

    it('of two changes from the same one, one counts', async () => {
      const it = await desk()
      const { call, email } = await it.agent()
      const wanted = ['first horse battery', 'second horse battery']
      const answers = await Promise.all(wanted.map((next) => change(call, password, next)))
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 403])
      const winner = wanted[answers.findIndex(({ status }) => status === 204)]!
      expect((await signInWith(it, email, winner)).status).toBe(200)
    })
  })

  describe('the phone number', () => {
    const phoneOf = async (it: Desk, { browser }: { browser: TestBrowser }) =>
      ((await it.session(browser)).json() as { user: { phone: string | null } }).user.phone

    it('is kept without what stands between its digits, also for people from Okta, until it is removed', async () => {
      const it = await desk()
      const local = await it.agent()
      for (const person of [local, await oktaAgent(it)]) {
        const answer = await person.call('PATCH', '/profile', { phone: ' +49 (30) 123-45.67 ' })
        expect([answer.status, answer.json.phone]).toEqual([200, '+49301234567'])
        expect(await phoneOf(it, person)).toBe('+49301234567')
        expect((await person.call('PATCH', '/profile', { phone: '  ' })).json.phone).toBeNull()
        expect(await phoneOf(it, person)).toBeNull()
      }
      const events = await it.rows('audit_events')
      const mine = events.filter(({ actor, kind }) => actor === local.id && kind.startsWith('person.'))
      expect(mine.map(({ kind }) => kind)).toEqual(['person.phone_set', 'person.phone_removed'])
      expect(JSON.stringify(mine)).not.toContain('4567')
    })

    it('that is none is refused, with its field, and nothing changes', async () => {
      const it = await desk()
      const me = await it.agent()
      await me.call('PATCH', '/profile', { phone: '+4930123456' })
      const before = JSON.stringify([await it.rows('people'), await it.rows('audit_events')])
      for (const phone of wrongPhones) {
        const answer = await me.call('PATCH', '/profile', { name: 'Ada Byron', phone })
        expect([phone, answer.status, answer.json.errors]).toMatchObject([phone, 400, [{ field: 'phone' }]])
      }
      const wrongName = await me.call('PATCH', '/profile', { name: ' ', phone: '+4930999999' })
      expect(wrongName.json.errors).toMatchObject([{ field: 'name' }])
      expect((await me.call('PATCH', '/profile', {})).status).toBe(400)
      expect(JSON.stringify([await it.rows('people'), await it.rows('audit_events')])).toBe(before)
    })

    it('is seen where administrators see the address, and not by colleagues or customers', async () => {
      const it = await desk()
      const agent = await it.available()
      await agent.call('PATCH', '/profile', { phone: '+4930123456' })
      const boss = await it.agent({ role: 'administrator' })
      const { people } = (await boss.call<PeoplePage>('GET', '/people')).json
      expect(people.find(({ id }) => id === agent.id)?.phone).toBe('+4930123456')
      const customer = it.customer()
      await customer.says('Hello')
      const [row] = await it.conversations()
      await agent.call('POST', `/conversations/${row!.id}/messages`, { kind: 'agent', body: 'Hi' })
      const seen = [await customer.state(), await customer.messages(), await boss.call('GET', '/agents')]
      expect(JSON.stringify(seen)).toContain(agent.id)
      expect(JSON.stringify(seen)).not.toContain('4930123456')
    })
  })

  describe('the picture', () => {
    const put = (it: Desk, { browser }: { browser: TestBrowser }, body: Buffer, type = 'image/png') =>
      browser.api(`${it.portal()}/api/v1/profile/picture`, {
        method: 'PUT',
        headers: { 'content-type': type },
        body,
      })
    const addressOf = async (it: Desk, { browser }: { browser: TestBrowser }) =>
      ((await it.session(browser)).json() as { user: { picture: string } }).user.picture
    const look = (it: Desk, { browser }: { browser: TestBrowser }, path: string, headers = {}) =>
      browser.api(it.portal() + path, { headers })

    it('is set, seen by colleagues at once under a new address, changed and removed', async () => {
      const { it, here, there } = await atTwoPlaces()
      const colleague = await it.available()
      const first = (await put(it, here, png())).json()
      expect(first).toMatchObject({ name: 'Ada Admin', phone: null, picture: await addressOf(it, here) })
      const { agent } = await there.desktop.next<{ agent: { picture: string } }>(
        'agent.state',
        (told) => told.agent.picture !== null,
      )
      expect(agent.picture).toBe(first.picture)
      const { agents } = (await colleague.call<Agents>('GET', '/agents')).json
      expect(agents.find(({ id }) => id === here.id)?.picture).toBe(agent.picture)
      expect((await look(it, colleague, agent.picture)).bytes).toEqual(png())

      await put(it, here, webp, 'image/webp')
      const second = await addressOf(it, there)
      expect(second).not.toBe(agent.picture)
      const answer = await look(it, colleague, second)
      expect([answer.bytes, answer.headers['content-type']]).toEqual([webp, 'image/webp'])

      const removed = await here.call('DELETE', '/profile/picture')
      expect([removed.status, removed.json.picture]).toEqual([200, null])
      expect((await look(it, colleague, second)).status).toBe(404)
      expect(await it.rows('pictures')).toEqual([])
      expect(await holds(it, here.id)).toBe(true)
      const events = (await it.rows('audit_events')).filter(({ kind }) => kind.startsWith('person.picture'))
      expect(events.map(({ kind }) => kind)).toEqual([
        'person.picture_set',
        'person.picture_set',
        'person.picture_removed',
      ])
    })

    it('is answered as a picture only, and kept by this browser alone', async () => {
      const it = await desk()
      const me = await oktaAgent(it)
      await put(it, me, jpeg, 'image/jpeg; charset=utf-8')
      const address = await addressOf(it, me)
      const answer = await look(it, me, address)
      expect(answer.headers).toMatchObject({
        'content-type': 'image/jpeg',
        'content-disposition': 'inline',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=604800, immutable',
        'cross-origin-resource-policy': 'same-origin',
        vary: 'cookie',
      })
      const held = { 'if-none-match': String(answer.headers.etag) }
      expect(await look(it, me, address, held)).toMatchObject({ status: 304, body: '' })
      // An address of another version is not kept: it would go on showing what is gone.
      const older = await look(it, me, address.replace(/v=.*/, 'v=older'))
      expect([older.status, older.headers['cache-control']]).toEqual([200, 'private, no-cache'])
    })

    it('that stays as it is is no event, and there is one a person however often it is sent', async () => {
      const it = await desk()
      const me = await it.agent()
      const pictures = [png(), png(), png(8, 8, [], 9)]
      for (const { status } of await Promise.all(pictures.map((picture) => put(it, me, picture))))
        expect(status).toBe(200)
      for (let again = 0; again < 2; again += 1) await put(it, me, png(8, 8, [], 9))
      expect(await it.rows('pictures')).toHaveLength(1)
      expect((await look(it, me, await addressOf(it, me))).bytes).toEqual(png(8, 8, [], 9))
      for (let again = 0; again < 2; again += 1) await me.call('DELETE', '/profile/picture')
      expect(await eventsOf(it, 'person.picture_removed')).toHaveLength(1)
    })

    it('stays with a person who is deactivated, and is the person’s again afterwards', async () => {
      const it = await desk()
      const me = await it.agent()
      await put(it, me, png())
      const address = await addressOf(it, me)
      const boss = await it.agent({ role: 'administrator' })
      await boss.call('PATCH', `/people/${me.id}`, { active: false })
      expect((await look(it, me, address)).status).toBe(401)
      expect((await put(it, me, webp, 'image/webp')).status).toBe(401)
      expect((await look(it, boss, address)).bytes).toEqual(png())
    })
  })

  it('a person from Okta changes neither name nor password here', async () => {
    const it = await desk()
    const { call } = await oktaAgent(it)
    const before = await it.rows('people')
    for (const answer of [
      await call('PATCH', '/profile', { name: 'Somebody' }),
      await call('PUT', '/profile/password', { currentPassword: password, newPassword: better }),
    ])
      expect([answer.status, answer.json.code]).toEqual([403, 'profile.managed_by_okta'])
    expect(await it.rows('people')).toEqual(before)
    expect(await it.rows('sign_in_failures')).toEqual([])
  })

  describe('one’s sessions', () => {
    it('are listed, this one first, and no token with them', async () => {
      const it = await desk()
      const { call, email } = await it.agent()
      await it.agent()
      const startedAt = new Date(it.clock.at).toISOString()
      it.clock.at += 5 * minute
      const second = await it.signInAgain({ email })
      const list = await call<OwnSessions>('GET', '/profile/sessions')
      expect(list.json.sessions).toMatchObject([
        { method: 'password', startedAt, current: true },
        { method: 'password', startedAt: new Date(it.clock.at).toISOString(), current: false },
      ])
      expect((await sessionsOf(second.call)).map(({ current }) => current)).toEqual([true, false])
      const rows = await it.rows('sessions')
      for (const { token_hash } of rows) expect(JSON.stringify(list.json)).not.toContain(token_hash)
      const okta = await oktaAgent(it)
      expect(await sessionsOf(okta.call)).toMatchObject([{ method: 'okta', current: true }])
    })

    it('are not listed when they are idle for an hour or over', async () => {
      const it = await desk()
      const { call, email } = await it.agent()
      await it.signInAgain({ email })
      for (let halfHours = 0; halfHours < 2; halfHours += 1) {
        it.clock.at += 30 * minute
        expect((await call('GET', '/agent/status')).status).toBe(200)
        await expect
          .poll(async () => (await it.rows('sessions')).some(({ seen_at }) => seen_at === it.clock.at))
          .toBe(true)
      }
      expect(await sessionsOf(call)).toMatchObject([{ current: true }])
    })

    it('one is ended from another, its desktop at once, and what they hold stays', async () => {
      const { it, here, there } = await atTwoPlaces()
      const [other] = others(await sessionsOf(here.call))
      const answer = await here.call<OwnSessions>('DELETE', `/profile/sessions/${other!.id}`)
      expect([answer.status, others(answer.json.sessions)]).toEqual([200, []])
      expect(await there.desktop.closed).toEqual({ code: 4401, reason: 'ended_elsewhere' })
      expect([await statusOf(it, here), await statusOf(it, there)]).toEqual([200, 401])
      expect(await holds(it, here.id)).toBe(true)
      const ended = (await eventsOf(it, 'session.ended')).map(({ actor, subject, facts }) => ({
        actor,
        subject,
        facts,
      }))
      expect(ended).toEqual([{ actor: here.id, subject: other!.id, facts: '{"reason":"ended_elsewhere"}' }])
    })

    it('all others end at once', async () => {
      const { it, here, there } = await atTwoPlaces()
      const third = await it.signInAgain(here)
      const bystander = await it.agent()
      const answer = await here.call<OwnSessions>('POST', '/profile/sessions/end-others')
      expect(answer.json.sessions).toMatchObject([{ current: true }])
      expect((await there.desktop.closed).code).toBe(4401)
      const statuses = [here, there, third, bystander].map((one) => statusOf(it, one))
      expect(await Promise.all(statuses)).toEqual([200, 401, 401, 200])
    })

    it('nobody else’s are ended, nor ended ones again, and all of these are answered alike', async () => {
      const it = await desk()
      const me = await it.agent()
      const gone = await it.signInAgain(me)
      await gone.browser.api(`${it.portal()}/sso/logout`, { method: 'POST' })
      await it.agent()
      await it.person({ provider: acme, subdomain: 'us-east.app' })
      const before = await it.rows('sessions')
      const [mine] = await sessionsOf(me.call)
      const ids = before.map(({ id }) => id).filter((id) => id !== mine!.id)
      expect(ids).toHaveLength(3)
      const answers = new Set<string>()
      for (const id of [...ids, 'nothing', before[0]!.token_hash]) {
        const { status, json } = await me.call('DELETE', `/profile/sessions/${id}`)
        answers.add(JSON.stringify([status, { ...json, incident: '' }]))
      }
      expect(answers.size).toBe(1)
      expect([...answers][0]).toContain('[404,')
      expect(await it.rows('sessions')).toEqual(before)
    })

    it('this one is ended by signing out, not here', async () => {
      const it = await desk()
      const { call, browser } = await it.agent()
      const [mine] = await sessionsOf(call)
      const answer = await call('DELETE', `/profile/sessions/${mine!.id}`)
      expect([answer.status, answer.json.code]).toEqual([409, 'profile.current_session'])
      expect(await statusOf(it, { browser })).toBe(200)
    })

    it('a session that was ended meanwhile ends nobody’s', async () => {
      const it = await desk()
      const { call, browser, email } = await it.agent()
      const stolen = await it.signInAgain({ email })
      const { sessions, store } = it.services
      const cookie = `koopid_session=${stolen.browser.jar(`app.localhost:${it.port}`).get('koopid_session')}`
      const read = await sessions.read({ headers: { cookie } } as never)
      await call('POST', '/profile/sessions/end-others')
      const ending = store.transaction(globex, (scoped, after) =>
        endOtherSessions({ store: scoped, after, at: it.clock.at, session: read! }, 'ended_elsewhere'),
      )
      await expect(ending).rejects.toMatchObject({ code: 'session.missing' })
      expect(await statusOf(it, { browser })).toBe(200)
    })
  })
})
