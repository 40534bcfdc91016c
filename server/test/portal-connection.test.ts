/** Draft → check → test sign-in → activate → live, as the Single sign-on page does it. */
import type { ConnectionPage, Trace } from '@koopid/contract'
import { describe, expect, test } from 'vitest'
import type { Send, TestBrowser } from './browser.ts'
import { globex, globexClientId, type TestWorld, type WorldOptions, world } from './harness.ts'

const gia = 'gia.agent@globex.com'

/** An administrator of provider 719 whose browser is also signed in at Okta; the provider has no connection yet. */
async function setUp(options: WorldOptions = {}) {
  const it = await world({ connected: false, ...options })
  const { browser, id } = await it.person()
  it.browserAt(gia).copyTo(browser)
  const call = (method: Send['method'], path: string, body?: object, by: TestBrowser = browser) =>
    by.api(`${it.portal()}/api/v1/connection${path}`, { ...(method && { method }), ...(body && { body }) })
  const draft = (change: object = {}) => ({
    oktaDomain: it.okta.origin('globex'),
    clientId: globexClientId,
    emailFormats: ['*@globex.com'],
    ...change,
  })
  return {
    it,
    browser,
    id,
    call,
    draft,
    page: async () => (await call('GET', '')).json() as ConnectionPage,
    save: async (change?: object) => {
      const answer = await call('PUT', '/draft', draft(change))
      expect(answer.status, answer.body).toBe(200)
      return answer.json() as ConnectionPage
    },
    /** Presses "Test sign-in". @returns the callback's address, not yet opened. */
    async begin() {
      const answer = await call('POST', '/test-sign-in')
      expect(answer.status, answer.body).toBe(200)
      return browser.follow(String(answer.json().url), (url) => url.pathname === '/sso/okta/callback')
    },
    activate: () => call('POST', '/activate'),
    trace: (incident: string) => traceOf(it, browser, incident),
  }
}

async function traceOf(it: TestWorld, browser: TestBrowser, incident: string): Promise<Trace> {
  const answer = await browser.api(`${it.portal()}/api/v1/traces/${incident}`)
  expect(answer.status, answer.body).toBe(200)
  return answer.json() as Trace
}

const incidentOf = (location: string | undefined) => new URL(location!).searchParams.get('test')!

describe('from draft to live', () => {
  test('a draft is checked, tested, activated, and then agents sign in with it', async () => {
    const { it, browser, save, call, begin, activate, page, trace } = await setUp()
    expect(await page()).toMatchObject({ live: null, draft: null, draftTest: null, planIncludesSso: true })
    expect(await save()).toMatchObject({
      live: null,
      draft: { clientId: globexClientId, hasClientSecret: false },
    })
    const checks = await call('POST', '/check', {
      oktaDomain: it.okta.origin('globex'),
      clientId: globexClientId,
    })
    expect(checks.json()).toMatchObject({ passed: true, issuer: it.okta.origin('globex') })
    const early = await activate()
    expect([early.status, early.json().code]).toEqual([409, 'connection.not_tested'])
    const agent = it.browserAt(gia)
    expect((await agent.send(it.initiateUrl())).body).toContain('sign_in.connection_inactive')

    const answer = await browser.send(await begin())

    expect(answer.status).toBe(303)
    expect(answer.location).toMatch(/\/provider\/sso\?test=[0-9A-Z-]{14}$/)
    const incident = incidentOf(answer.location)
    expect(await page()).toMatchObject({ live: null, draftTest: { incident, passed: true } })
    expect(await trace(incident)).toMatchObject({ outcome: 'test_passed', code: null, who: gia })
    expect((await trace(incident)).claims).toEqual(
      expect.arrayContaining([
        { name: 'iss', value: it.okta.origin('globex') },
        { name: 'email', value: gia },
        { name: 'name', value: 'Gia Green' },
        { name: 'preferred_username', value: gia },
      ]),
    )
    expect((await activate()).json()).toMatchObject({ live: { active: true }, draft: null, draftTest: null })
    expect((await it.signIn(agent)).location).toBe(`${it.portal()}/agent/`)
    const kinds = (await it.rows('audit_events')).map((event) => event.kind)
    expect(kinds.filter((kind) => kind.startsWith('connection.'))).toEqual([
      'connection.draft_saved',
      'connection.activated',
    ])
  })

  test('a test sign-in makes no person and no session, and leaves the administrator’s alone', async () => {
    const { it, browser, id, save, begin } = await setUp()
    await save()
    const before = await it.session(browser)
    const answer = await browser.send(await begin())
    expect(answer.setCookies.filter((line) => line.startsWith('koopid_session'))).toEqual([])
    expect((await it.session(browser)).body).toBe(before.body)
    expect((await it.rows('people')).map((person) => person.id)).toEqual([id])
    expect(await it.rows('identities')).toEqual([])
    expect((await it.rows('sessions')).map((session) => session.method)).toEqual(['password'])
  })

  test('a refused test says why, and the draft stays untested', async () => {
    const { it, browser, save, begin, activate, page, trace } = await setUp()
    await save({ emailFormats: ['*@other.example'] })
    const answer = await browser.send(await begin())
    const incident = incidentOf(answer.location)
    expect(await trace(incident)).toMatchObject({
      outcome: 'test_refused',
      code: 'sign_in.email_format_not_allowed',
      step: 'provision',
      who: gia,
    })
    expect(await page()).toMatchObject({ draftTest: { incident, passed: false } })
    expect((await activate()).json().code).toBe('connection.not_tested')
    expect(await it.rows('identities')).toEqual([])
  })

  test('a test that Okta refuses is a refused test', async () => {
    const { it, browser, save, begin, activate, trace } = await setUp()
    await save()
    it.okta.setFaults('globex', ['callback-error-access-denied-policy'])
    const incident = incidentOf((await browser.send(await begin())).location)
    expect(await trace(incident)).toMatchObject({
      outcome: 'test_refused',
      code: 'sign_in.denied_by_okta',
    })
    expect((await activate()).status).toBe(409)
  })

  test('a later refused test takes the earlier passed one back', async () => {
    const { it, browser, save, begin, activate } = await setUp()
    await save()
    await browser.send(await begin())
    it.okta.setFaults('globex', ['wrong-nonce'])
    await browser.send(await begin())
    expect((await activate()).json().code).toBe('connection.not_tested')
  })

  test('editing a draft after its test voids the test, even back to what it was', async () => {
    let clock = Date.now()
    const { browser, save, begin, activate } = await setUp({ now: () => clock })
    await save()
    await browser.send(await begin())
    clock += 1
    expect(await save()).toMatchObject({ draftTest: null })
    expect((await activate()).json().code).toBe('connection.not_tested')
  })

  test('a draft edited while its test is under way stays untested', async () => {
    let clock = Date.now()
    const { browser, save, begin, activate, page } = await setUp({ now: () => clock })
    await save()
    const callback = await begin()
    clock += 1
    await save({ emailFormats: ['*@other.example', '*@globex.com'] })
    await browser.send(callback)
    expect(await page()).toMatchObject({ draftTest: null })
    expect((await activate()).json().code).toBe('connection.not_tested')
  })

  test('a discarded draft is gone, with its test, and the live connection stays', async () => {
    const { it, browser, save, begin, call, page } = await setUp({ connected: true })
    await save({ emailFormats: ['gia.agent@globex.com'] })
    const callback = await begin()
    expect((await call('DELETE', '/draft')).json()).toMatchObject({
      draft: null,
      live: { active: true, emailFormats: ['*@globex.com'] },
    })
    const answer = await browser.send(callback)
    expect((await traceOf(it, browser, incidentOf(answer.location))).code).toBe('sign_in.connection_missing')
    expect(await page()).toMatchObject({ draft: null, draftTest: null })
    expect((await it.signIn(it.browserAt(gia))).location).toBe(`${it.portal()}/agent/`)
  })

  test('nothing saved can be neither tested nor activated', async () => {
    const { call, activate } = await setUp()
    for (const answer of [await activate(), await call('POST', '/test-sign-in')])
      expect([answer.status, answer.json().code]).toEqual([404, 'connection.missing'])
  })

  test('a plan without single sign-on is neither tested nor activated', async () => {
    const { call, save, activate, page } = await setUp({ plan: 'starter' })
    await save()
    for (const answer of [await activate(), await call('POST', '/test-sign-in')])
      expect([answer.status, answer.json().code]).toEqual([403, 'sign_in.plan_excludes_sso'])
    expect(await page()).toMatchObject({ planIncludesSso: false })
  })

  test('fields that are not the administrator’s to set have no effect', async () => {
    const { it, save, activate } = await setUp()
    await save({
      provider_id: 718,
      slot: 'live',
      active: 1,
      issuer: 'https://evil.example',
      test_passed: 1,
      test_incident: 'K7Q2-9FXD-3MTR',
      test: { passed: true },
      draftTest: { passed: true },
    })
    expect(await it.rows('connections')).toMatchObject([
      {
        provider_id: 719,
        slot: 'draft',
        active: 0,
        issuer: it.okta.origin('globex'),
        test_passed: null,
        test_incident: null,
      },
    ])
    expect((await activate()).json().code).toBe('connection.not_tested')
  })

  test('a domain that is none, or not public, is refused with the field', async () => {
    const { call, draft, page } = await setUp()
    for (const oktaDomain of [
      '10.0.0.1',
      'https://169.254.169.254/',
      'acme.okta.com/oauth2/default',
      'a b',
    ]) {
      const answer = await call('PUT', '/draft', draft({ oktaDomain }))
      const { code, errors } = answer.json()
      expect([oktaDomain, answer.status, code]).toEqual([oktaDomain, 400, 'connection.domain_invalid'])
      expect(errors).toMatchObject([{ field: 'oktaDomain' }])
    }
    expect((await page()).draft).toBeNull()
  })
})

describe('a test sign-in belongs to the administrator who began it', () => {
  test('finished in another browser it is refused, and the draft stays untested', async () => {
    const { it, save, begin, page } = await setUp()
    await save()
    const callback = await begin()
    const stranger = it.browserAt('hal.agent@globex.com')
    const answer = await stranger.send(callback)
    expect([answer.status, answer.body.includes('sign_in.attempt_unknown')]).toEqual([400, true])
    expect(await page()).toMatchObject({ draftTest: null })
    expect((await it.session(stranger)).status).toBe(401)
  })

  test('finished after the administrator signed out it is refused', async () => {
    const { it, browser, save, begin } = await setUp()
    await save()
    const callback = await begin()
    const origin = it.portal()
    expect((await browser.api(`${origin}/sso/logout`, { method: 'POST', headers: { origin } })).status).toBe(
      200,
    )
    await browser.send(callback)
    const [draft] = await it.rows('connections')
    expect(draft!.test_passed).not.toBe(1)
    const trace = (await it.rows('traces')).at(-1)!
    expect(trace).toMatchObject({ outcome: 'test_refused', code: 'session.missing' })
    expect((await it.session(browser)).status).toBe(401)
    expect(await it.rows('identities')).toEqual([])
  })

  test('finished under another administrator’s session it is refused', async () => {
    const { it, browser, save, begin } = await setUp()
    await save()
    const callback = await begin()
    const other = await it.administrator()
    other.copyTo(browser)
    await browser.send(callback)
    expect((await it.rows('connections'))[0]!.test_passed).not.toBe(1)
    expect((await it.rows('traces')).at(-1)).toMatchObject({ outcome: 'test_refused' })
  })

  test('a test whose callback comes three times at once has passed', async () => {
    const { browser, save, begin, page } = await setUp()
    await save()
    const callback = await begin()
    await Promise.all([browser.send(callback), browser.send(callback), browser.send(callback)])
    expect((await page()).draftTest).toMatchObject({ passed: true })
  })

  test('the same test cannot be finished twice', async () => {
    const { it, browser, save, begin } = await setUp()
    await save()
    const callback = await begin()
    const again = { headers: { cookie: cookieHeader(it, browser) } }
    await browser.send(callback)
    await browser.send(callback, again)
    expect(it.okta.org('globex').requests.snapshot().token).toBe(1)
    expect((await it.rows('traces')).filter((trace) => trace.outcome === 'test_passed')).toHaveLength(1)
  })
})

describe('switching off', () => {
  test('deactivating ends every Okta session at once, and not the local administrator’s', async () => {
    const { it, browser, call } = await setUp({ connected: true })
    const agents = [it.browserAt(gia), it.browserAt('hal.agent@globex.com')]
    for (const agent of agents) {
      await it.signIn(agent)
      expect((await it.session(agent)).status).toBe(200)
    }
    expect((await call('POST', '/deactivate')).json()).toMatchObject({ live: { active: false } })
    for (const agent of agents) expect((await it.session(agent)).status).toBe(401)
    expect((await it.session(browser)).status).toBe(200)
  })

  test('activating another organization signs out whoever came through the old one', async () => {
    const it = await world()
    const agent = it.browserAt(gia)
    await it.signIn(agent)
    const app = it.okta.addApp('acme', { subdomain: 'app', providerId: '719', assign: 'everyone' })
    const provider = (await it.services.providers.find(globex))!
    const other = { oktaDomain: it.okta.origin('acme'), clientId: app.id, emailFormats: ['*@acme.com'] }
    await it.services.setup.saveDraft(provider, 'test', other)
    expect((await it.session(agent)).status).toBe(200)
    await it.services.setup.activateChecked(provider, 'test')
    expect((await it.session(agent)).status).toBe(401)
    expect(await it.rows('sessions')).toMatchObject([{ end_reason: 'connection_replaced' }])
  })

  test('activating again brings no ended session back; people sign in anew', async () => {
    const { it, call, activate } = await setUp({ connected: true })
    const agent = it.browserAt(gia)
    await it.signIn(agent)
    await call('POST', '/deactivate')
    expect((await activate()).json()).toMatchObject({ live: { active: true } })
    expect((await it.session(agent)).status).toBe(401)
    expect((await it.signIn(agent)).location).toBe(`${it.portal()}/agent/`)
    expect((await it.session(agent)).status).toBe(200)
  })
})

describe('the client secret', () => {
  const secret = 'a-client-secret-that-nobody-else-has'
  async function confidential() {
    const set = await setUp()
    const app = set.it.okta.addApp('globex', {
      subdomain: 'app',
      providerId: '719',
      clientId: '0oaconfidential000719',
      authentication: 'client_secret',
      clientSecret: secret,
      assign: 'everyone',
    })
    const stored = async () => (await set.it.rows('connections')).map((row) => row.client_secret)
    return { ...set, clientId: app.id, stored }
  }

  test('works against an app that asks for one, and a wrong one is told apart', async () => {
    const { it, browser, save, begin, activate, trace, clientId } = await confidential()
    await save({ clientId, clientSecret: 'wrong' })
    const refused = incidentOf((await browser.send(await begin())).location)
    expect(await trace(refused)).toMatchObject({
      outcome: 'test_refused',
      code: 'sign_in.client_rejected',
    })
    await save({ clientId, clientSecret: secret })
    await browser.send(await begin())
    expect((await activate()).json()).toMatchObject({ live: { active: true, hasClientSecret: true } })
    expect((await it.signIn(it.browserAt(gia))).location).toBe(`${it.portal()}/agent/`)
    const { lastTokenHeaders } = it.okta.org('globex').requests.snapshot()
    expect(lastTokenHeaders).toMatchObject({ authorization: 'Basic' })
  })

  test('is stored sealed, and no answer ever holds it', async () => {
    const { it, browser, call, draft, stored, begin, clientId } = await confidential()
    const answers = [
      await call('PUT', '/draft', draft({ clientId, clientSecret: secret })),
      await call('GET', ''),
    ]
    const [sealed] = await stored()
    expect(sealed).toMatch(/^v1\.[\w-]{8}\.[\w-]+$/)
    expect(it.services.sealing.open('client-secret', sealed!)).toBe(secret)
    const { location } = await browser.send(await begin())
    answers.push(await browser.api(`${it.portal()}/api/v1/traces/${incidentOf(location)}`))
    for (const { body } of answers) {
      expect(body).not.toContain(secret)
      expect(body).not.toContain(sealed)
    }
    const written = JSON.stringify([await it.rows('audit_events'), await it.rows('traces')])
    expect(written).not.toContain(secret)
  })

  test('is kept when it is absent, and removed by null', async () => {
    const { save, stored, clientId } = await confidential()
    await save({ clientId, clientSecret: secret })
    const before = await stored()
    expect(await save({ clientId, emailFormats: ['*@a.example'] })).toMatchObject({
      draft: { hasClientSecret: true },
    })
    expect(await stored()).toEqual(before)
    expect(await save({ clientId, clientSecret: null })).toMatchObject({ draft: { hasClientSecret: false } })
    expect(await stored()).toEqual([null])
  })

  test('is kept from the live connection by the next draft', async () => {
    const { browser, save, begin, activate, clientId } = await confidential()
    await save({ clientId, clientSecret: secret })
    await browser.send(await begin())
    await activate()
    expect(await save({ clientId })).toMatchObject({ draft: { hasClientSecret: true } })
    await browser.send(await begin())
    expect((await activate()).status).toBe(200)
  })

  test('is not sent to another organization: a changed domain drops it', async () => {
    const { it, save, stored, clientId } = await confidential()
    await save({ clientId, clientSecret: secret })
    const other = await save({ clientId, oktaDomain: it.okta.origin('acme') })
    expect(other).toMatchObject({ draft: { hasClientSecret: false } })
    expect(await stored()).toEqual([null])
  })
})

describe('trying e-mail formats', () => {
  test('answers by the rules of the sign-in, format by format', async () => {
    const { call } = await setUp()
    const tried = await call('POST', '/email-formats/try', {
      emailFormats: ['*@globex.com', 'no format', 'gia.agent@globex.com'],
      email: 'Gia.Agent@GLOBEX.com',
    })
    expect(tried.json()).toMatchObject({
      allowed: true,
      refusal: null,
      formats: [
        { valid: true, matches: true },
        { valid: false, matches: false },
        { valid: true, matches: true },
      ],
    })
    const two = await call('POST', '/email-formats/try', {
      emailFormats: ['*@globex.com'],
      email: 'a@evil.example@globex.com',
    })
    expect(two.json()).toMatchObject({ allowed: false })
    expect(two.json().refusal).toBeTypeOf('string')
  })
})

function cookieHeader(it: TestWorld, browser: TestBrowser): string {
  return [...browser.jar(`app.localhost:${it.port}`)].map(([name, value]) => `${name}=${value}`).join('; ')
}
