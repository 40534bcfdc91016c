/** The password form of local administrators: what it tells, what it costs, when it stops answering. */
import { verify } from '@node-rs/argon2'
import { expect, test, vi } from 'vitest'
import { hashPassword } from '../src/directory/passwords.ts'
import { updateWhilePassword } from '../src/directory/people.store.ts'
import { changePerson, createAdministrator } from '../src/directory/people.ts'
import { type Answer, TestBrowser } from './browser.ts'
import { acme, globex, password, type TestWorld, world } from './harness.ts'

vi.mock('@node-rs/argon2', async (actual) => {
  const argon2 = await actual<typeof import('@node-rs/argon2')>()
  return { ...argon2, verify: vi.fn(argon2.verify) }
})

const hash = hashPassword(password)
const ada = 'Ada@Local.example'
const minute = 60_000

/** Provider 719 with one local administrator, under a clock that stands still. */
async function setUp() {
  const clock = { at: Date.now() }
  const it = await world({ now: () => clock.at })
  const id = await it.services.store.transaction(globex, async (store) => {
    const person = await createAdministrator(store, 1, { name: 'Ada', email: ada, username: ada }, await hash)
    return person.id
  })
  return { it, clock, id }
}

const signIn = (
  it: TestWorld,
  options: { browser?: TestBrowser; subdomain?: string; body?: object } = {},
) => {
  const { browser = new TestBrowser(), subdomain = 'app', body } = options
  return browser.api(`${it.portal(subdomain)}/api/v1/sign-in/password`, {
    method: 'POST',
    body: { providerId: globex, email: ada, password, ...body },
  })
}
const wrong = { password: 'wrong horse battery' }
const cookieOf = (it: TestWorld, browser: TestBrowser) =>
  browser.jar(`app.localhost:${it.port}`).get('koopid_session')
/** All that a stranger can compare, apart from the incident id. */
const visible = ({ status, headers, setCookies, json }: Answer) => {
  const { date, ...rest } = headers
  const { incident, ...problem } = json()
  return { status, rest, setCookies, problem, shape: [typeof date, String(incident).length] }
}

test('the right password signs in, whatever the case of the address, and leaves a trace', async () => {
  const { it } = await setUp()
  const browser = new TestBrowser()
  const answer = await signIn(it, { browser, body: { email: ' ada@local.EXAMPLE ' } })
  expect([answer.status, answer.json()]).toEqual([200, { landing: '/provider/' }])
  expect((await it.session(browser)).json()).toMatchObject({
    user: { email: ada, role: 'administrator', source: 'local' },
  })
  expect(await it.rows('traces')).toMatchObject([{ provider_id: globex, outcome: 'signed_in', code: null }])
  expect(JSON.stringify(await it.rows('traces'))).not.toContain(password)
})

test('a password that is changed while it is checked lets nobody in', async () => {
  const { it, id } = await setUp()
  const fits = vi.mocked(verify).getMockImplementation()!
  vi.mocked(verify).mockImplementationOnce(async (...asked) => {
    const answer = await fits(...asked)
    const other = await hashPassword('Another-Password-2')
    await it.services.store.transaction(globex, (store) =>
      updateWhilePassword(store, { id, password_hash: String(asked[0]) }, { password_hash: other }),
    )
    return answer
  })
  const answer = await signIn(it)
  expect([answer.status, answer.json().code]).toEqual([401, 'sign_in.password_rejected'])
  expect(await it.rows('sessions')).toEqual([])
})

test('a wrong password, an unknown address and an Okta person get the same answer for the same work', async () => {
  const { it } = await setUp()
  await it.signIn(it.browserAt('gia.agent@globex.com'))
  const seen: unknown[] = []
  for (const body of [wrong, { email: 'nobody@local.example' }, { email: 'gia.agent@globex.com' }]) {
    vi.mocked(verify).mockClear()
    const answer = await signIn(it, { body })
    seen.push(visible(answer))
    expect(answer.status).toBe(401)
    expect(answer.json()).toMatchObject({ code: 'sign_in.password_rejected' })
    const hashes = vi.mocked(verify).mock.calls.map(([stored]) => String(stored).split('$').slice(0, 4))
    expect(hashes).toEqual([['', 'argon2id', 'v=19', 'm=19456,t=2,p=1']])
  }
  expect(seen[1]).toEqual(seen[0])
  expect(seen[2]).toEqual(seen[0])
  expect((await it.rows('sessions')).filter((session) => session.method === 'password')).toEqual([])
})

test('after five failures the account waits, the right password included, and a trace says so', async () => {
  const { it, clock } = await setUp()
  for (let count = 0; count < 5; count += 1) expect((await signIn(it, { body: wrong })).status).toBe(401)
  vi.mocked(verify).mockClear()
  const answer = await signIn(it)
  expect([answer.status, answer.json().code]).toEqual([429, 'sign_in.too_many_attempts'])
  expect(answer.setCookies).toEqual([])
  expect(verify).not.toHaveBeenCalled()
  const trace = (await it.rows('traces')).find((row) => row.incident === answer.json().incident)
  expect(trace).toMatchObject({ outcome: 'refused', code: 'sign_in.too_many_attempts', who: ada })
  clock.at += minute - 1
  expect((await signIn(it)).status).toBe(429)
  clock.at += 1
  expect((await signIn(it)).status).toBe(200)
})

test('each further failure doubles the wait, up to fifteen minutes', async () => {
  const { it, clock } = await setUp()
  for (let count = 0; count < 5; count += 1) await signIn(it, { body: wrong })
  const waits: number[] = []
  for (const wait of [1, 2, 4, 8, 15, 15]) {
    clock.at += wait * minute - 1
    const early = await signIn(it, { body: wrong })
    clock.at += 1
    const late = await signIn(it, { body: wrong })
    if (early.status === 429 && late.status === 401) waits.push(wait)
  }
  expect(waits).toEqual([1, 2, 4, 8, 15, 15])
})

test('a success sets the count back', async () => {
  const { it } = await setUp()
  for (let round = 0; round < 3; round += 1) {
    for (let count = 0; count < 4; count += 1) expect((await signIn(it, { body: wrong })).status).toBe(401)
    expect((await signIn(it)).status).toBe(200)
  }
})

test('fifty tries at once count as fifty: five are looked at, the rest is turned away', async () => {
  const { it } = await setUp()
  vi.mocked(verify).mockClear()
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      signIn(it, { body: index === 49 ? {} : { password: `wrong horse ${index}` } }),
    ),
  )
  const statuses = answers.map((answer) => answer.status)
  expect(statuses.filter((status) => status === 429)).toHaveLength(45)
  expect(verify).toHaveBeenCalledTimes(5)
})

test('an address without account, an Okta person’s and an account’s are throttled alike', async () => {
  const { it } = await setUp()
  await it.signIn(it.browserAt('gia.agent@globex.com'))
  const seen: unknown[] = []
  for (const email of [ada, 'nobody@local.example', 'gia.agent@globex.com']) {
    const answers: Answer[] = []
    for (let count = 0; count < 7; count += 1) answers.push(await signIn(it, { body: { email, ...wrong } }))
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 401, 429, 429])
    seen.push(answers.map(visible))
  }
  expect(seen[1]).toEqual(seen[0])
  expect(seen[2]).toEqual(seen[0])
})

test('spelling the address otherwise gives no further tries', async () => {
  const { it } = await setUp()
  const spellings = [
    'ada@local.example',
    'ADA@LOCAL.EXAMPLE',
    ' Ada@local.example',
    'ａda@local.example',
    ada,
  ]
  for (const email of spellings) await signIn(it, { body: { email, ...wrong } })
  expect((await signIn(it)).status).toBe(429)
})

test('one provider’s throttle is not another’s', async () => {
  const { it } = await setUp()
  await it.services.store.transaction(acme, async (store) =>
    createAdministrator(store, 1, { name: 'Ada', email: ada, username: ada }, await hash),
  )
  for (let count = 0; count < 6; count += 1) await signIn(it, { body: wrong })
  expect((await signIn(it)).status).toBe(429)
  expect((await signIn(it, { subdomain: 'us-east.app', body: { providerId: acme } })).status).toBe(200)
})

test('a provider answers on its own subdomain only, and an unknown one nowhere', async () => {
  const { it } = await setUp()
  const known = visible(await signIn(it, { body: wrong }))
  for (const options of [
    { subdomain: 'us-east.app' },
    { body: { providerId: 4711 } },
    { body: { providerId: acme } },
  ]) {
    const answer = await signIn(it, options)
    expect(visible(answer)).toEqual(known)
    expect(answer.setCookies).toEqual([])
  }
  expect(await it.rows('sessions')).toEqual([])
})

test('a deactivated administrator hears so only with the right password', async () => {
  const { it, id } = await setUp()
  await it.services.store.transaction(globex, (store, after) =>
    changePerson(store, after, 2, { id, by: 'test', active: false }),
  )
  const guess = await signIn(it, { body: wrong })
  expect([guess.status, guess.json().code]).toEqual([401, 'sign_in.password_rejected'])
  const right = await signIn(it)
  expect([right.status, right.json().code]).toEqual([403, 'sign_in.person_deactivated'])
  expect(await it.rows('sessions')).toEqual([])
})

test('the session is new at each sign-in, and the one it replaces ends', async () => {
  const { it } = await setUp()
  const browser = new TestBrowser()
  await signIn(it, { browser })
  const first = cookieOf(it, browser)!
  await signIn(it, { browser })
  expect(cookieOf(it, browser)).not.toBe(first)
  const old = new TestBrowser()
  old.jar(`app.localhost:${it.port}`).set('koopid_session', first)
  expect((await it.session(old)).status).toBe(401)
  expect((await it.session(browser)).status).toBe(200)
  expect((await it.rows('sessions')).map((session) => session.end_reason).sort()).toEqual([null, 'replaced'])
})

test('a planted session cookie is worth nothing after the sign-in', async () => {
  const { it } = await setUp()
  const attacker = (await it.person({ role: 'designer' })).browser
  const browser = new TestBrowser()
  attacker.copyTo(browser)
  await signIn(it, { browser })
  expect(cookieOf(it, browser)).not.toBe(cookieOf(it, attacker))
  expect((await it.session(attacker)).status).toBe(401)
  expect((await it.session(browser)).json()).toMatchObject({ user: { email: ada } })
})
