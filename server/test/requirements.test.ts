/** Each requirement of the how-to, being false: what the person sees, what stays unmade, what the trace says. */
import type { FailureCode } from '@koopid/contract'
import { describe, expect, test } from 'vitest'

import { changePerson, createAdministrator, createFromOkta } from '../src/directory/people.ts'
import { globex, globexClientId, type TestWorld, type WorldOptions, world } from './harness.ts'
import { expectRefusal, refuses } from './hostile/refusal.ts'

/** Refused before Okta is asked anything. */
function refusesAtOnce(title: string, code: FailureCode, query: string, options: WorldOptions = {}): void {
  test(title, async () => {
    const it = await world(options)
    const browser = it.browserAt('gia.agent@globex.com')
    const answer = await browser.send(it.initiateUrl(query))
    expect(answer.setCookies).toEqual([])
    await expectRefusal(it, browser, answer, { code })
    expect(it.okta.org('globex').requests.snapshot()).toMatchObject({
      discovery: 0,
      keys: 0,
      token: 0,
      authorize: 0,
    })
  })
}

type OktaPerson = Parameters<TestWorld['oktaPerson']>[0]

function refusesPerson(
  title: string,
  code: FailureCode,
  person: OktaPerson,
  cause: RegExp,
  options: WorldOptions = {},
) {
  test(title, async () => {
    const it = await world(options)
    it.oktaPerson(person)
    const browser = it.browserAt(person.login)
    await expectRefusal(it, browser, await it.signIn(browser), { code, cause })
  })
}

describe('provider, plan and connection', () => {
  refusesAtOnce('an unknown Provider ID is refused', 'sign_in.provider_unknown', 'provider=4711')
  refusesAtOnce('no Provider ID at all is refused', 'sign_in.provider_unknown', 'alertsound=true')
  refusesAtOnce('the plan must be Business or Enterprise', 'sign_in.plan_excludes_sso', 'provider=719', {
    plan: 'starter',
  })
  refusesAtOnce('a provider without a connection is refused', 'sign_in.connection_missing', 'provider=719', {
    connected: false,
  })

  test('a saved connection that was never activated is refused as inactive', async () => {
    const it = await world({ connected: false })
    await it.services.setup.saveDraft((await it.services.providers.find(globex))!, 'test', {
      oktaDomain: it.okta.origin('globex'),
      clientId: globexClientId,
      emailFormats: ['*@globex.com'],
    })
    const browser = it.browserAt('gia.agent@globex.com')
    const answer = await browser.send(it.initiateUrl())
    await expectRefusal(it, browser, answer, { code: 'sign_in.connection_inactive' })
  })

  test('a deactivated connection is refused, and active again it serves', async () => {
    const it = await world()
    const provider = (await it.services.providers.find(globex))!
    await it.services.setup.deactivate(provider, 'test')
    const browser = it.browserAt('gia.agent@globex.com')
    await expectRefusal(it, browser, await browser.send(it.initiateUrl()), {
      code: 'sign_in.connection_inactive',
    })
    await it.services.setup.activateChecked(provider, 'test')
    expect((await it.signIn(browser)).location).toBe(`${it.portal()}/agent/`)
  })

  test('the connection must not be switched off while the person is at Okta', async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    const callback = await it.toCallback(browser)
    await it.services.setup.deactivate((await it.services.providers.find(globex))!, 'test')
    await expectRefusal(it, browser, await browser.send(callback), { code: 'sign_in.connection_inactive' })
    expect(it.okta.org('globex').requests.snapshot().token).toBe(0)
  })

  test('the plan must not lose single sign-on while the person is at Okta', async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    const callback = await it.toCallback(browser)
    await it.services.providers.change(globex, { plan: 'starter' })
    await expectRefusal(it, browser, await browser.send(callback), { code: 'sign_in.plan_excludes_sso' })
  })

  refusesAtOnce(
    'the issuer a tile names must be the connected one',
    'sign_in.issuer_mismatch',
    `provider=719&iss=${encodeURIComponent('https://evil.okta.com')}`,
  )

  test('the issuer a tile names is compared without case of the host and without a slash at its end', async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    const iss = encodeURIComponent(`${it.okta.origin('globex').replace('globex', 'GLOBEX')}/`)
    expect((await it.signIn(browser, `provider=719&iss=${iss}`)).location).toBe(`${it.portal()}/agent/`)
  })
})

describe('the Okta user', () => {
  refusesPerson(
    'the username must have the form of an e-mail address',
    'sign_in.username_not_email',
    { login: 'plainuser', email: 'plain@globex.com', displayName: 'Pat Plain' },
    /plainuser/,
  )
  refusesPerson(
    'the e-mail address must match an allowed format',
    'sign_in.email_format_not_allowed',
    { login: 'contractor@other.example', displayName: 'Cory Contractor' },
    /contractor@other\.example.*\*@globex\.com/,
  )
  refusesPerson(
    'a look-alike domain does not match',
    'sign_in.email_format_not_allowed',
    { login: 'mallory@evil-globex.com', displayName: 'Mallory' },
    /no_format_matches/,
  )
  refusesPerson(
    'an address with two @ is refused before it is matched',
    'sign_in.email_format_not_allowed',
    { login: 'm@globex.com', email: 'mallory@evil.example@globex.com', displayName: 'Mallory' },
    /several_at_signs/,
  )
  refusesPerson(
    'a full-width @ counts as one before anything is matched',
    'sign_in.email_format_not_allowed',
    { login: 'm@globex.com', email: 'mallory＠evil.example@globex.com', displayName: 'Mallory' },
    /several_at_signs/,
  )
  refusesPerson(
    'Display Name must be set',
    'sign_in.display_name_missing',
    { login: 'no.name@globex.com' },
    /name: absent/,
  )

  test('without Display Name, given and family name serve', async () => {
    const it = await world()
    it.oktaPerson({ login: 'jo@globex.com', firstName: 'Jo', lastName: 'Doe' })
    const browser = it.browserAt('jo@globex.com')
    await it.signIn(browser)
    expect((await it.session(browser)).json()).toMatchObject({ user: { name: 'Jo Doe' } })
  })

  test('the user must be assigned to the app', async () => {
    const it = await world()
    it.okta.org('globex').people.add({ login: 'un@globex.com', email: 'un@globex.com', displayName: 'Un' })
    const browser = it.browserAt('un@globex.com')
    const answer = await it.signIn(browser)
    await expectRefusal(it, browser, answer, { code: 'sign_in.not_assigned', cause: /User is not assigned/ })
  })
})

describe('the account', () => {
  test('an address that another account of the provider has is never linked', async () => {
    const it = await world()
    await it.services.store.transaction(globex, (store) =>
      createAdministrator(
        store,
        1,
        { name: 'Local', email: 'Gia.Agent@globex.com', username: 'x@y.example' },
        'x',
      ),
    )
    const browser = it.browserAt('gia.agent@globex.com')
    await expectRefusal(it, browser, await it.signIn(browser), { code: 'sign_in.email_taken' })
    expect(await it.rows('identities')).toEqual([])
  })

  test('the same address under another subject is another person, and refused', async () => {
    const it = await world()
    const profile = { name: 'Gia', email: 'gia.agent@globex.com', username: 'gia.agent@globex.com' }
    await it.services.store.transaction(globex, (store) =>
      createFromOkta(store, 1, { issuer: it.okta.origin('globex'), subject: '00uSOMEBODYELSE' }, profile),
    )
    const browser = it.browserAt('gia.agent@globex.com')
    const answer = await it.signIn(browser)
    expect(answer.status).toBe(409)
    expect(answer.body).toContain('sign_in.email_taken')
    expect(await it.rows('people')).toHaveLength(1)
    expect(await it.rows('sessions')).toEqual([])
  })

  test('a deactivated account stays deactivated, and says so', async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    await it.signIn(browser)
    const [person] = await it.rows('people')
    await it.services.store.transaction(globex, (store, after) =>
      changePerson(store, after, 2, { id: person!.id, by: 'test', active: false }),
    )
    expect((await it.session(browser)).status).toBe(401)
    const answer = await it.signIn(browser)
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('sign_in.person_deactivated')
    expect((await it.rows('people'))[0]!.active).toBe(0)
    expect(await it.rows('sessions')).toHaveLength(1)
  })

  test('an account without agent login and without a role has nowhere to land', async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    await it.signIn(browser)
    const [person] = await it.rows('people')
    await it.services.store.transaction(globex, (store, after) =>
      changePerson(store, after, 2, { id: person!.id, by: 'test', agent: false }),
    )
    const answer = await it.signIn(browser)
    expect(answer.body).toContain('sign_in.agent_login_not_allowed')
    expect(await it.rows('sessions')).toHaveLength(1)
  })

  test('a supervisor without agent login lands in the provider portal', async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    await it.signIn(browser)
    const [person] = await it.rows('people')
    await it.services.store.transaction(globex, (store, after) =>
      changePerson(store, after, 2, { id: person!.id, by: 'test', agent: false, role: 'supervisor' }),
    )
    expect((await it.signIn(browser)).location).toBe(`${it.portal()}/provider/`)
  })

  test('a changed address and name of the same subject change the same account', async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    await it.signIn(browser)
    const person = it.okta.org('globex').people.findByLogin('gia.agent@globex.com')!
    it.okta
      .org('globex')
      .people.update(person.id, { ...person, email: 'gia.married@globex.com', displayName: 'Gia Gold' })
    await it.signIn(browser)
    expect(await it.rows('people')).toMatchObject([{ email: 'gia.married@globex.com', name: 'Gia Gold' }])
  })
})

describe('the connection with Okta', () => {
  refuses('Okta being down is told as such', { fault: 'token-500', code: 'sign_in.okta_unreachable' })

  test('a client ID that Okta does not know is told to the administrator', async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    const callback = await it.toCallback(browser)
    it.okta.org('globex').apps.remove(globexClientId)
    await expectRefusal(it, browser, await browser.send(callback), { code: 'sign_in.client_rejected' })
  })

  refuses('a code that Okta did not give out is refused', {
    code: 'sign_in.code_rejected',
    tamper: (callback) => callback.searchParams.set('code', 'x'.repeat(43)),
  })

  test('discovery that cannot be had is told before the browser leaves', async () => {
    const it = await world()
    it.okta.setFaults('globex', ['discovery-500'])
    const browser = it.browserAt('gia.agent@globex.com')
    await expectRefusal(it, browser, await browser.send(it.initiateUrl()), {
      code: 'sign_in.okta_unreachable',
    })
  })

  test('more than 240 bad sign-ins a minute from one address are turned away', async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    for (let count = 0; count < 240; count += 1) await browser.send(`${it.portal()}/sso/okta/callback`)
    const answer = await browser.send(it.initiateUrl())
    await expectRefusal(it, browser, answer, { code: 'sign_in.too_many_attempts' })
    await browser.send(it.initiateUrl())
    expect(await it.rows('traces')).toHaveLength(241)
  })
})
