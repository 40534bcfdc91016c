import { expect, test } from 'vitest'
import { world } from '../harness.ts'

const origins = (port: number): Record<string, string>[] => [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: `http://us-east.app.localhost:${port}` },
  { origin: `http://app.localhost:${port}.evil.example` },
  { origin: `https://app.localhost:${port}` },
  { origin: `http://app.localhost` },
  { origin: '' },
]

test('a change asked for by another site, a sibling or nobody is refused', async () => {
  const it = await world()
  const browser = it.browserAt('gia.agent@globex.com')
  await it.signIn(browser)
  for (const headers of origins(it.port))
    for (const [path, method] of [
      ['/sso/logout', 'POST'],
      ['/api/v1/preferences', 'PUT'],
      ['/api/v1/agent/status', 'PUT'],
      ['/api/v1/sign-in/password', 'POST'],
    ] as const) {
      const answer = await browser.api(it.portal() + path, { method, headers, body: { status: 'available' } })
      expect([path, headers.origin, answer.status]).toEqual([path, headers.origin, 403])
      expect(answer.json()).toMatchObject({ code: 'request.cross_site' })
    }
  expect((await it.session(browser)).status).toBe(200)
})

test('a GET changes nothing: an image that points to the logout signs nobody out', async () => {
  const it = await world()
  const browser = it.browserAt('gia.agent@globex.com')
  await it.signIn(browser)
  expect((await browser.send(`${it.portal()}/sso/logout`)).status).toBe(404)
  expect((await it.session(browser)).status).toBe(200)
})

test('the initiate address in a hidden frame changes no session', async () => {
  const it = await world()
  const browser = it.browserAt('gia.agent@globex.com')
  await it.signIn(browser)
  const before = (await it.session(browser)).body
  const answer = await browser.send(it.initiateUrl(), { headers: { 'sec-fetch-dest': 'iframe' } })
  expect(answer.headers['x-frame-options']).toBe('DENY')
  expect((await it.session(browser)).body).toBe(before)
})
