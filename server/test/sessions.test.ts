/** How long a session lives, how it ends, and how fast every node knows. */
import { describe, expect, test } from 'vitest'
import { TestBrowser } from './browser.ts'
import { sqliteFile } from './engines.ts'
import { anotherNode, globex, type TestWorld, world } from './harness.ts'
import { postgresDatabase } from './postgres-database.ts'
import { wireTo } from './wire.ts'

const gia = 'gia.agent@globex.com'
const minute = 60_000
/** For what has no promise in time. */
const patient = { timeout: 10_000, interval: 10 }

/** A world whose clock is turned by hand, with an agent signed in. */
async function signedIn() {
  const clock = { at: Date.now() }
  const it = await world({ now: () => clock.at })
  const browser = it.browserAt(gia)
  const answer = await it.signIn(browser)
  return { it, clock, browser, answer, status: async () => (await it.session(browser)).status }
}

const signOut = (it: TestWorld, browser: TestBrowser) =>
  browser.api(`${it.portal()}/sso/logout`, { method: 'POST' })

/** The note that a session was used is written beside the answer, not before it. */
const noted = (it: TestWorld, at: number) =>
  expect.poll(async () => (await it.rows('sessions')).some((row) => row.seen_at === at), patient).toBe(true)

describe('limits', () => {
  test('a session that is used lives on, one that is idle for an hour is over', async () => {
    const { it, clock, status } = await signedIn()
    for (let count = 0; count < 2; count += 1) {
      clock.at += 60 * minute - 1
      expect(await status()).toBe(200)
      await noted(it, clock.at)
    }
    clock.at += 60 * minute
    expect(await status()).toBe(401)
  })

  test('a session that is asked for more than once an hour ends after twelve hours all the same', async () => {
    const { it, clock, status, answer } = await signedIn()
    const start = clock.at
    expect(answer.setCookies.find((line) => line.startsWith('koopid_session='))).toContain('Max-Age=43200;')
    for (let hours = 0.75; hours < 12; hours += 0.75) {
      clock.at = start + hours * 60 * minute
      expect([hours, await status()]).toEqual([hours, 200])
      await noted(it, clock.at)
    }
    clock.at = start + 720 * minute - 1
    expect(await status()).toBe(200)
    clock.at += 1
    expect(await status()).toBe(401)
  })

  test('what expires is told with the session', async () => {
    const { it, clock, browser } = await signedIn()
    const told = String((await it.session(browser)).json().expiresAt)
    expect(Date.parse(told)).toBe(clock.at + 720 * minute)
  })

  test('a person has ten sessions: the eleventh ends the oldest', async () => {
    const clock = { at: Date.now() }
    const it = await world({ now: () => clock.at })
    const browsers = Array.from({ length: 11 }, () => it.browserAt(gia))
    for (const browser of browsers) {
      clock.at += 1
      await it.signIn(browser)
    }
    const statuses: number[] = []
    for (const browser of browsers) statuses.push((await it.session(browser)).status)
    expect(statuses).toEqual([401, ...Array(10).fill(200)])
    const ended = (await it.rows('sessions')).filter((session) => session.ended_at !== null)
    expect(ended.map((session) => session.end_reason)).toEqual(['too_many'])
  })

  test('another person’s sessions do not count', async () => {
    const clock = { at: Date.now() }
    const it = await world({ now: () => clock.at })
    const hal = it.browserAt('hal.agent@globex.com')
    await it.signIn(hal)
    for (let count = 0; count < 11; count += 1) {
      clock.at += 1
      await it.signIn(it.browserAt(gia))
    }
    expect((await it.session(hal)).status).toBe(200)
  })

  test('the table holds no token that signs anybody in', async () => {
    const { it, browser } = await signedIn()
    const token = browser.jar(`app.localhost:${it.port}`).get('koopid_session')!
    const [session] = await it.rows('sessions')
    expect(JSON.stringify(session)).not.toContain(token.split('.')[1])
    const thief = new TestBrowser()
    for (const value of [session!.token_hash, `719.${session!.token_hash}`, `719.${session!.id}`]) {
      thief.jar(`app.localhost:${it.port}`).set('koopid_session', value)
      expect((await it.session(thief)).status).toBe(401)
    }
  })
})

describe('signing out', () => {
  test('ends this session and no other, and leads through Okta’s logout back to the sign-in page', async () => {
    const { it, browser } = await signedIn()
    const other = it.browserAt(gia)
    await it.signIn(other)
    const idToken = (await it.rows('sessions'))[0]!.id_token
    const cookies = new TestBrowser()
    browser.copyTo(cookies)

    const answer = await signOut(it, browser)

    expect(answer.status).toBe(200)
    const url = new URL(String(answer.json().redirect))
    expect(url.origin + url.pathname).toBe(`${it.okta.origin('globex')}/oauth2/v1/logout`)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      id_token_hint: it.services.sealing.open('id-token', idToken!),
      post_logout_redirect_uri: `${it.portal()}/login`,
      state: 'signed-out',
    })
    expect(answer.headers['clear-site-data']).toBe('"cache"')
    expect(browser.jar(`app.localhost:${it.port}`).has('koopid_session')).toBe(false)
    expect((await it.session(cookies)).status).toBe(401)
    expect((await it.session(other)).status).toBe(200)
    const back = await browser.send(url.href)
    expect(back.location).toBe(`${it.portal()}/login?state=signed-out`)
    // Okta's session is over too: the next tile click asks for the password.
    const next = await browser.send((await browser.send(it.initiateUrl())).location!)
    expect(next.location ?? it.okta.origin('globex')).not.toContain('/sso/okta/callback')
  })

  test('is a redirect where a page asks for it', async () => {
    const { it, browser } = await signedIn()
    const answer = await browser.send(`${it.portal()}/sso/logout`, { method: 'POST', body: '' })
    expect(answer.status).toBe(303)
    expect(answer.location).toContain('/oauth2/v1/logout?')
    expect((await it.session(browser)).status).toBe(401)
  })

  test('of a local administrator asks Okta nothing', async () => {
    const it = await world()
    const browser = await it.administrator()
    const answer = await signOut(it, browser)
    expect(answer.json()).toEqual({ redirect: '/login?state=signed-out' })
    expect((await it.session(browser)).status).toBe(401)
    expect(it.okta.org('globex').requests.snapshot().discovery).toBe(0)
  })

  test('without a session, and a second time, leads to the sign-in page', async () => {
    const { it, browser } = await signedIn()
    await signOut(it, browser)
    for (const each of [browser, new TestBrowser()])
      expect((await signOut(it, each)).json()).toEqual({ redirect: '/login?state=signed-out' })
    expect((await it.rows('sessions')).map((session) => session.end_reason)).toEqual(['signed_out'])
  })

  test('while Okta is down ends the session here, and stays here', async () => {
    const { it, clock, browser, status } = await signedIn()
    const token = browser.jar(`app.localhost:${it.port}`).get('koopid_session')!
    clock.at += 50 * minute
    expect(await status()).toBe(200)
    await noted(it, clock.at)
    // Discovery serves stale for an hour after ten minutes; now nothing of it is left.
    clock.at += 30 * minute
    it.okta.setFaults('globex', ['down'])

    const answer = await signOut(it, browser)

    expect([answer.status, answer.json()]).toEqual([200, { redirect: '/login?state=signed-out' }])
    browser.jar(`app.localhost:${it.port}`).set('koopid_session', token)
    expect(await status()).toBe(401)
  })

  test('while Okta is down and its addresses are in memory asks Okta nothing', async () => {
    const { it, browser, status } = await signedIn()
    it.okta.setFaults('globex', ['down'])
    it.okta.org('globex').requests.reset()
    const answer = await signOut(it, browser)
    expect(String(answer.json().redirect)).toContain(`${it.okta.origin('globex')}/oauth2/v1/logout?`)
    expect(await status()).toBe(401)
    expect(it.okta.org('globex').requests.snapshot()).toMatchObject({ discovery: 0, logout: 0 })
  })

  test('while Okta is down people who are signed in stay signed in', async () => {
    const { it, clock, status } = await signedIn()
    it.okta.setFaults('globex', ['down'])
    for (let count = 0; count < 3; count += 1) {
      clock.at += 55 * minute
      expect(await status()).toBe(200)
      await noted(it, clock.at)
    }
  })
})

describe.each([
  ['two processes on one SQLite file', sqliteFile],
  ['two nodes on one PostgreSQL database', postgresDatabase],
])('%s', (_title, database) => {
  /** One agent, seen by both nodes, the second of which has the session in memory. */
  async function twoNodes() {
    const it = await world({ databaseUrl: await database() })
    const node = await anotherNode(it)
    const browser = it.browserAt(gia)
    expect((await it.signIn(browser)).location).toBe(`${it.portal()}/agent/`)
    const there = new TestBrowser().through(it.port, node.port)
    browser.copyTo(there)
    const statusThere = async () => (await it.session(there)).status
    await expect.poll(statusThere, patient).toBe(200)
    return { it, node, browser, there, statusThere }
  }
  const within = { timeout: 2000, interval: 20 }

  test('a session that is ended here is over there within two seconds', async () => {
    const { it, browser, statusThere } = await twoNodes()
    await signOut(it, browser)
    await expect.poll(statusThere, within).toBe(401)
  })

  test('a person who is deactivated here is out there within two seconds', async () => {
    const { it, statusThere } = await twoNodes()
    const boss = await it.administrator()
    const person = (await it.rows('people')).find((row) => row.source === 'okta')!
    const answer = await boss.api(`${it.portal()}/api/v1/people/${person.id}`, {
      method: 'PATCH',
      body: { active: false },
    })
    expect(answer.status).toBe(200)
    await expect.poll(statusThere, within).toBe(401)
  })

  test('a connection that is switched off here ends its sessions there within two seconds', async () => {
    const { it, node, there, statusThere } = await twoNodes()
    const boss = await it.administrator()
    await boss.api(`${it.portal()}/api/v1/connection/deactivate`, { method: 'POST' })
    await expect.poll(statusThere, within).toBe(401)
    const again = await there.send(it.initiateUrl())
    expect(again.body).toContain('sign_in.connection_inactive')
    expect((await node.services.connections.live(globex))?.active).toBe(false)
  })

  test('a choice that is made here is seen there within two seconds', async () => {
    const { it, browser, there } = await twoNodes()
    const body = { alertSound: 'muted' }
    await browser.api(`${it.portal()}/api/v1/preferences`, { method: 'PUT', body })
    const seen = async () => (await it.session(there)).json().preferences
    await expect.poll(seen, within).toEqual(body)
  })
})

describe('while the bus of a node is cut off', () => {
  async function cutOff() {
    const databaseUrl = await postgresDatabase()
    const it = await world({ databaseUrl })
    const wire = await wireTo(databaseUrl)
    const settings = { ...it.settings, database: { kind: 'postgres' as const, url: wire.url } }
    const node = await anotherNode({ ...it, settings }, { onError: () => {} })
    const browser = it.browserAt(gia)
    await it.signIn(browser)
    const there = new TestBrowser().through(it.port, node.port)
    browser.copyTo(there)
    const { bus } = node.services.store
    await expect.poll(() => bus.connected, patient).toBe(true)
    expect((await it.session(there)).status).toBe(200)
    wire.refuse('listen koopid_bus')
    await expect.poll(() => bus.connected, patient).toBe(false)
    return { it, wire, bus, browser, there }
  }

  test('it trusts nothing it remembers: a session ended elsewhere is over at once', async () => {
    const { it, bus, browser, there } = await cutOff()
    expect((await it.session(there)).status).toBe(200)
    await signOut(it, browser)
    expect((await it.session(there)).status).toBe(401)
    expect(bus.connected).toBe(false)
  })

  test('it listens again by itself, and hears of what is ended then', async () => {
    const { it, wire, bus, browser, there } = await cutOff()
    wire.mend()
    await expect.poll(() => bus.connected, { timeout: 5000, interval: 20 }).toBe(true)
    expect((await it.session(there)).status).toBe(200)
    await signOut(it, browser)
    await expect.poll(async () => (await it.session(there)).status, { timeout: 2000, interval: 20 }).toBe(401)
  })
})
