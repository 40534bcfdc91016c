/** Tabs, back buttons, second providers and other people's links: what a browser can do to a sign-in. */
import { describe, expect, test } from 'vitest'
import { TestBrowser } from './browser.ts'
import { type TestWorld, world } from './harness.ts'
import { expectRefusal } from './hostile/refusal.ts'

const gia = 'gia.agent@globex.com'
const sessionOf = (it: TestWorld, browser: TestBrowser) =>
  browser.jar(`app.localhost:${it.port}`).get('koopid_session')

describe('one browser', () => {
  test('two tabs in parallel both arrive, and the later session is the one that lives', async () => {
    const it = await world()
    const browser = it.browserAt(gia)
    const [one, two] = [await it.toCallback(browser), await it.toCallback(browser)]
    const answers = await Promise.all([browser.send(one), browser.send(two)])
    expect(answers.map((answer) => answer.location)).toEqual([
      `${it.portal()}/agent/`,
      `${it.portal()}/agent/`,
    ])
    expect((await it.session(browser)).status).toBe(200)
    expect(await it.rows('people')).toHaveLength(1)
  })

  test('tabs that finish in reverse order both arrive', async () => {
    const it = await world()
    const browser = it.browserAt(gia)
    const first = await it.toCallback(browser, 'provider=719&alertsound=true')
    const second = await it.toCallback(browser, 'provider=719')
    expect((await browser.send(second)).location).toBe(`${it.portal()}/agent/`)
    expect((await browser.send(first)).location).toBe(`${it.portal()}/agent/`)
    expect((await it.session(browser)).json()).toMatchObject({ launch: { alertSound: true } })
  })

  test('the back button after sign-in leads home, asks Okta nothing and changes nothing', async () => {
    const it = await world()
    const browser = it.browserAt(gia)
    const callback = await it.toCallback(browser)
    await browser.send(callback)
    const session = sessionOf(it, browser)
    const { token } = it.okta.org('globex').requests.snapshot()

    const again = await browser.send(callback)

    expect([again.status, again.location]).toEqual([303, `${it.portal()}/agent/`])
    expect(sessionOf(it, browser)).toBe(session)
    expect(it.okta.org('globex').requests.snapshot().token).toBe(token)
    expect(await it.rows('sessions')).toHaveLength(1)
  })

  test('a callback sent twice at once makes one session and one token request', async () => {
    const it = await world()
    const browser = it.browserAt(gia)
    const callback = await it.toCallback(browser)
    it.okta.org('globex').requests.reset()
    const answers = await Promise.all([
      browser.send(callback),
      browser.send(callback),
      browser.send(callback),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 400, 400])
    expect(it.okta.org('globex').requests.snapshot().token).toBe(1)
    expect(await it.rows('sessions')).toHaveLength(1)
  })

  test('an attempt older than ten minutes is refused, with a way to start again', async () => {
    let later = 0
    const it = await world({ now: () => Date.now() + later })
    const browser = it.browserAt(gia)
    const callback = await it.toCallback(browser)
    later = 600_001
    const answer = await browser.send(callback)
    await expectRefusal(it, browser, answer, { code: 'sign_in.attempt_unknown', cause: /ten minutes/ })
    expect(answer.body).toContain('href="/sso/okta/initiate?provider=719"')
  })

  test('more than six sign-ins under way push the oldest out, not the newest', async () => {
    const it = await world()
    const browser = it.browserAt(gia)
    const callbacks: string[] = []
    for (let count = 0; count < 8; count += 1) callbacks.push(await it.toCallback(browser))
    const names = [...browser.jar(`app.localhost:${it.port}`).keys()].filter((name) =>
      name.includes('attempt'),
    )
    expect(names).toHaveLength(6)
    expect((await browser.send(callbacks[7]!)).location).toBe(`${it.portal()}/agent/`)
  })

  test('a planted session cookie is worth nothing after the sign-in', async () => {
    const it = await world()
    const attacker = it.browserAt('hal.agent@globex.com')
    await it.signIn(attacker)
    const planted = sessionOf(it, attacker)!
    const victim = it.browserAt(gia)
    victim.jar(`app.localhost:${it.port}`).set('koopid_session', planted)
    await it.signIn(victim)
    expect(sessionOf(it, victim)).not.toBe(planted)
    expect((await it.session(victim)).json()).toMatchObject({ user: { email: gia } })
    expect((await it.session(attacker)).status).toBe(401)
  })

  test('a second provider on its own subdomain leaves the first session alone', async () => {
    const it = await world()
    await it.connectAcme()
    const browser = it.browserAt(gia)
    await it.signIn(browser)
    const [name, value] = it.okta.signIn('acme', 'ada.agent@acme.com').split('=') as [string, string]
    browser.jar(new URL(it.okta.origin('acme')).host).set(name, value)
    const callback = await browser.follow(
      `${it.portal('us-east.app')}/sso/okta/initiate?provider=718`,
      (url) => url.pathname === '/sso/okta/callback',
    )
    expect((await browser.send(callback)).location).toBe(`${it.portal('us-east.app')}/agent/`)
    expect((await it.session(browser)).json()).toMatchObject({ provider: { id: 719 } })
    expect((await it.session(browser, 'us-east.app')).json()).toMatchObject({ provider: { id: 718 } })
  })

  test('a provider at the wrong subdomain is sent on, with all its parameters', async () => {
    const it = await world()
    await it.connectAcme()
    const answer = await new TestBrowser().send(
      it.initiateUrl('provider=718&alertsound=true&login_hint=a%40acme.com'),
    )
    expect(answer.status).toBe(302)
    expect(answer.location).toBe(
      `${it.portal('us-east.app')}/sso/okta/initiate?provider=718&alertsound=true&login_hint=a%40acme.com`,
    )
  })
})

describe('two browsers', () => {
  test('a callback opened in another browser is refused, and its code is never used', async () => {
    const it = await world()
    const attacker = it.browserAt('hal.agent@globex.com')
    const callback = await it.toCallback(attacker)
    it.okta.org('globex').requests.reset()
    const victim = it.browserAt(gia)
    const answer = await victim.send(callback)
    await expectRefusal(it, victim, answer, { code: 'sign_in.attempt_unknown', cause: /this browser/ })
    expect(it.okta.org('globex').requests.snapshot().token).toBe(0)
  })

  test('a stranger’s callback in a signed-in browser is refused and leaves the session', async () => {
    const it = await world()
    const victim = it.browserAt(gia)
    await it.signIn(victim)
    const attacker = it.browserAt('hal.agent@globex.com')
    const answer = await victim.send(await it.toCallback(attacker))
    expect(answer.body).toContain('sign_in.attempt_unknown')
    expect((await it.session(victim)).json()).toMatchObject({ user: { email: gia } })
  })

  test('the state of one attempt with the code of another is refused', async () => {
    const it = await world()
    const attacker = it.browserAt('hal.agent@globex.com')
    const stolen = new URL(await it.toCallback(attacker)).searchParams.get('code')!
    const victim = it.browserAt(gia)
    const callback = new URL(await it.toCallback(victim))
    callback.searchParams.set('code', stolen)
    await expectRefusal(it, victim, await victim.send(callback.href), { code: 'sign_in.code_rejected' })
  })

  test('an attempt cookie is no session, and a session token no attempt', async () => {
    const it = await world()
    const browser = it.browserAt(gia)
    await it.toCallback(browser)
    const jar = browser.jar(`app.localhost:${it.port}`)
    const [name, sealed] = [...jar].find(([key]) => key.startsWith('koopid_attempt_'))!
    jar.set('koopid_session', sealed)
    expect((await it.session(browser)).status).toBe(401)
    const callback = await it.toCallback(it.browserAt(gia))
    const stranger = new TestBrowser()
    stranger.jar(`app.localhost:${it.port}`).set(name, `${719}.${'a'.repeat(43)}`)
    expect((await stranger.send(callback)).body).toContain('sign_in.attempt_unknown')
  })

  test('fifty first sign-ins of one person at once make one account', async () => {
    const it = await world()
    const browsers = Array.from({ length: 50 }, () => it.browserAt(gia))
    const callbacks = await Promise.all(browsers.map((browser) => it.toCallback(browser)))
    const answers = await Promise.all(browsers.map((browser, index) => browser.send(callbacks[index]!)))
    expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(303))
    expect(await it.rows('people')).toHaveLength(1)
    expect((await it.rows('sessions')).filter((session) => session.ended_at === null)).toHaveLength(10)
  })
})
