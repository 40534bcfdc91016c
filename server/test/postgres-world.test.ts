/** The way of a sign-in over a real PostgreSQL, with more than one node, and without the database for a while. */
import type { Role } from '@koopid/contract'
import { describe, expect, test } from 'vitest'
import { TestBrowser } from './browser.ts'
import { anotherNode, globex, type TestWorld, world } from './harness.ts'
import { postgresDatabase } from './postgres-database.ts'
import { wireTo } from './wire.ts'

const gia = 'gia.agent@globex.com'

const cookieOf = (it: TestWorld, browser: TestBrowser) =>
  browser.jar(`app.localhost:${it.port}`).get('koopid_session')

test('an agent goes from tile to desktop, with account, session and trace', async () => {
  const it = await world({ databaseUrl: await postgresDatabase() })
  const browser = it.browserAt(gia)
  const answer = await it.signIn(browser, 'provider=719&alertsound=true')
  expect([answer.status, answer.location]).toEqual([303, `${it.portal()}/agent/`])
  expect((await it.session(browser)).json()).toMatchObject({
    user: { email: gia, name: 'Gia Green', role: 'none', agent: true },
    provider: { id: 719, name: 'Globex' },
    launch: { alertSound: true },
  })
  expect(await it.rows('people')).toHaveLength(1)
  expect(await it.rows('traces')).toMatchObject([{ provider_id: globex, outcome: 'signed_in', code: null }])
})

test('a second sign-in finds the same account and ends the session it replaces', async () => {
  const it = await world({ databaseUrl: await postgresDatabase() })
  const browser = it.browserAt(gia)
  await it.signIn(browser)
  const first = cookieOf(it, browser)
  await it.signIn(browser)
  expect(cookieOf(it, browser)).not.toBe(first)
  expect(await it.rows('people')).toHaveLength(1)
  expect((await it.rows('sessions')).map((session) => session.end_reason).sort()).toEqual([null, 'replaced'])
})

test('a refused sign-in leaves a trace, and neither person nor session', async () => {
  const it = await world({ databaseUrl: await postgresDatabase(), emailFormats: ['*@other.example'] })
  const browser = it.browserAt(gia)
  expect((await it.signIn(browser)).body).toContain('sign_in.email_format_not_allowed')
  expect([await it.rows('people'), await it.rows('sessions')]).toEqual([[], []])
  expect(await it.rows('traces')).toMatchObject([{ outcome: 'refused', step: 'provision' }])
})

describe('two nodes over one database', () => {
  async function twoNodes() {
    const it = await world({ databaseUrl: await postgresDatabase() })
    return { it, node: await anotherNode(it) }
  }

  test('a sign-in that began on one node ends on the other, and both know the session', async () => {
    const { it, node } = await twoNodes()
    const browser = it.browserAt(gia)
    const callback = await it.toCallback(browser)
    browser.through(it.port, node.port)
    expect((await browser.send(callback)).location).toBe(`${it.portal()}/agent/`)
    expect((await it.session(browser)).status).toBe(200)
    browser.nodes.clear()
    expect((await it.session(browser)).status).toBe(200)
  })

  test('fifty first sign-ins of one person at once, over both, make one account', async () => {
    const { it, node } = await twoNodes()
    const browsers = Array.from({ length: 50 }, () => it.browserAt(gia))
    const callbacks = await Promise.all(browsers.map((browser) => it.toCallback(browser)))
    const answers = await Promise.all(
      browsers.map((browser, index) =>
        (index % 2 ? browser.through(it.port, node.port) : browser).send(callbacks[index]!),
      ),
    )
    expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(303))
    expect(await it.rows('people')).toHaveLength(1)
    expect(await it.rows('identities')).toHaveLength(1)
    const living = (await it.rows('sessions')).filter((session) => session.ended_at === null)
    expect(living).toHaveLength(10)
    const statuses = await Promise.all(browsers.map(async (browser) => (await it.session(browser)).status))
    expect(statuses.filter((status) => status === 200)).toHaveLength(10)
  }, 60_000)

  test('people who arrive for the first time twice at the same moment, once on each node, all get in', async () => {
    const { it, node } = await twoNodes()
    const logins = Array.from({ length: 30 }, (_, index) => `p${index}@globex.com`)
    for (const login of logins) it.oktaPerson({ login, displayName: login })
    const browsers = logins.flatMap((login) => [
      it.browserAt(login),
      it.browserAt(login).through(it.port, node.port),
    ])
    const callbacks: string[] = []
    for (const browser of browsers) callbacks.push(await it.toCallback(browser))
    const answers = await Promise.all(browsers.map((browser, index) => browser.send(callbacks[index]!)))
    const codes = answers.map(
      (answer) => answer.location ?? /sign_in\.\w+/.exec(answer.body)?.[0] ?? answer.body,
    )
    expect(codes).toEqual(Array(60).fill(`${it.portal()}/agent/`))
    expect(await it.rows('people')).toHaveLength(30)
  }, 60_000)

  test('a callback sent to both at once makes one session and one token request', async () => {
    const { it, node } = await twoNodes()
    const browser = it.browserAt(gia)
    const callback = await it.toCallback(browser)
    const browsers = Array.from({ length: 6 }, (_, index) => {
      const copy = new TestBrowser()
      browser.copyTo(copy)
      return index % 2 ? copy.through(it.port, node.port) : copy
    })
    it.okta.org('globex').requests.reset()
    const answers = await Promise.all(browsers.map((each) => each.send(callback)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 400, 400, 400, 400, 400])
    expect(it.okta.org('globex').requests.snapshot().token).toBe(1)
    expect(await it.rows('sessions')).toHaveLength(1)
    const refused = answers.filter((answer) => answer.status === 400)
    for (const { body } of refused) expect(body).toContain('sign_in.attempt_unknown')
  })

  test('fifty wrong passwords at once, over both, count as fifty', async () => {
    const { it, node } = await twoNodes()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        new TestBrowser()
          .through(it.port, index % 2 ? node.port : it.port)
          .api(`${it.portal()}/api/v1/sign-in/password`, {
            method: 'POST',
            body: { providerId: 719, email: 'ada@local.example', password: `wrong horse ${index}` },
          }),
      ),
    )
    const statuses = answers.map((answer) => answer.status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(45)
  })

  test('of two administrators who demote each other at once one stays, every time', async () => {
    const { it, node } = await twoNodes()
    const boss = await it.person()
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await it.person(), await it.person()]
      await demote(it, boss, boss, 'none')
      two.browser.through(it.port, node.port)
      const answers = await Promise.all([demote(it, one, two, 'none'), demote(it, two, one, 'none')])
      const codes = answers.map((answer) => answer.status)
      const left = (await it.rows('people')).filter((row) => row.role === 'administrator')
      expect([codes.filter((code) => code === 200).length, left.length]).toEqual([1, 1])
      const winner = left[0]!.id === one.id ? one : two
      await demote(it, winner, boss, 'administrator')
      await demote(it, boss, winner, 'none')
    }
  })
})

type Local = Awaited<ReturnType<TestWorld['person']>>
const demote = (it: TestWorld, by: Local, whom: Local, role: Role) =>
  by.browser.api(`${it.portal()}/api/v1/people/${whom.id}`, { method: 'PATCH', body: { role } })

describe('without the database', () => {
  async function wired() {
    const databaseUrl = await postgresDatabase()
    const it = await world({ databaseUrl })
    const wire = await wireTo(databaseUrl)
    const settings = { ...it.settings, database: { kind: 'postgres' as const, url: wire.url } }
    const node = await anotherNode({ ...it, settings }, { onError: () => {} })
    const browser = it.browserAt(gia).through(it.port, node.port)
    expect((await it.signIn(browser)).location).toBe(`${it.portal()}/agent/`)
    return { it, wire, browser }
  }

  for (const [title, breaking] of [
    ['is gone', (wire: Awaited<ReturnType<typeof wireTo>>) => wire.refuse('')],
    ['hangs', (wire: Awaited<ReturnType<typeof wireTo>>) => wire.hang()],
  ] as const)
    test(`a database that ${title} gives a page with 503 within three seconds, lets nobody in, and is used again when it is back`, async () => {
      const { it, wire, browser } = await wired()
      const stranger = it.browserAt('hal.agent@globex.com')
      stranger.through(it.port, browser.nodes.get(it.port)!)
      const callback = await it.toCallback(stranger)

      breaking(wire)

      const began = performance.now()
      const [page, api, ready] = await Promise.all([
        stranger.send(callback),
        it.session(browser),
        browser.send(`${it.portal()}/readyz`),
      ])
      const took = performance.now() - began
      expect([page.status, api.status, ready.status]).toEqual([503, 503, 503])
      expect(took).toBeLessThan(3500)
      expect(page.body).toContain('service.unavailable')
      expect(page.body).toContain('<html')
      expect(page.body).not.toMatch(/postgres|ECONN|timeout|at .*\.ts/i)
      expect(page.setCookies.some((line) => line.startsWith('koopid_session='))).toBe(false)
      expect(api.json()).toMatchObject({ code: 'service.unavailable' })
      expect((await browser.send(`${it.portal()}/healthz`)).status).toBe(200)

      wire.mend()

      const patient = { timeout: 5000, interval: 50 }
      await expect.poll(async () => (await it.session(browser)).status, patient).toBe(200)
      expect((await it.signIn(stranger)).location).toBe(`${it.portal()}/agent/`)
      expect((await browser.send(`${it.portal()}/readyz`)).status).toBe(200)
    })
})
