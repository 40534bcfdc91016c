import { expect, test } from 'vitest'
import { TestBrowser } from '../browser.ts'
import { world } from '../harness.ts'

test('a session cookie that comes twice is no session: a sibling host may have planted one', async () => {
  const it = await world()
  const browser = it.browserAt('gia.agent@globex.com')
  await it.signIn(browser)
  const token = browser.jar(`app.localhost:${it.port}`).get('koopid_session')
  const stranger = new TestBrowser()
  for (const cookie of [
    `koopid_session=${token}; koopid_session=x`,
    `koopid_session=x; koopid_session=${token}`,
  ])
    expect((await stranger.api(`${it.portal()}/api/v1/session`, { headers: { cookie } })).status).toBe(401)
})

test('a cookie whose name only looks like ours is not ours', async () => {
  const it = await world()
  const browser = it.browserAt('gia.agent@globex.com')
  await it.signIn(browser)
  const token = browser.jar(`app.localhost:${it.port}`).get('koopid_session')
  const stranger = new TestBrowser()
  for (const name of [
    'Koopid_session',
    'koopid_session ',
    '\u00a0koopid_session',
    'koopid_session\u0085',
    '"koopid_session"',
    '%6boopid_session',
  ]) {
    const cookie = `${Buffer.from(name, 'utf8').toString('latin1')}=${token}`
    const answer = await stranger.api(`${it.portal()}/api/v1/session`, { headers: { cookie } })
    // A blank after the name is trimmed by the cookie grammar itself (RFC 6265 section 5.4 sends none).
    expect([name, answer.status]).toEqual([name, name === 'koopid_session ' ? 200 : 401])
  }
})

test('odd and huge cookies are answered, and the server goes on', async () => {
  const it = await world()
  const stranger = new TestBrowser()
  for (const cookie of [
    'koopid_session',
    'koopid_session=',
    `koopid_session=719.${'a'.repeat(9000)}`,
    'koopid_session=719.; ;;;=;=x',
    'koopid_session=__proto__.x',
    'koopid_session=719',
    'koopid_session=999999999999.abc',
    `${'a=b; '.repeat(2000)}`,
  ])
    expect([401, 431]).toContain(
      (await stranger.api(`${it.portal()}/api/v1/session`, { headers: { cookie } })).status,
    )
  expect((await stranger.api(`${it.portal()}/api/v1/brand`)).status).toBe(200)
})

test('a tossed attempt cookie of the attacker finishes nobody’s sign-in', async () => {
  const it = await world()
  const attacker = it.browserAt('hal.agent@globex.com')
  const callback = await it.toCallback(attacker)
  const [name, sealed] = [...attacker.jar(`app.localhost:${it.port}`)].find(([key]) =>
    key.includes('attempt'),
  )!
  const victim = new TestBrowser()
  // Both the planted cookie and one of the same name of the victim's own: which is whose cannot be told.
  const answer = await victim.send(callback, { headers: { cookie: `${name}=${sealed}; ${name}=other` } })
  expect(answer.status).toBe(400)
  expect((await it.rows('sessions')).length).toBe(0)
})

test('on https every cookie is __Host-, Secure, HttpOnly, SameSite=Lax, without Domain', async () => {
  const it = await world({ environment: { KOOPID_PUBLIC_URL: 'https://koopid.localhost' } })
  const answer = await new TestBrowser().send(
    `http://app.localhost:${it.port}/sso/okta/initiate?provider=719`,
    {
      headers: { host: 'app.koopid.localhost' },
    },
  )
  expect(answer.setCookies).toHaveLength(1)
  expect(answer.setCookies[0]).toMatch(
    /^__Host-koopid_attempt_[^;]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  expect(answer.setCookies[0]!.split(';')[0]!.length).toBeLessThan(4096)
  expect(answer.headers['strict-transport-security']).toContain('max-age=31536000')
})
