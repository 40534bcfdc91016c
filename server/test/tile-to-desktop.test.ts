import { expect, test } from 'vitest'
import { world } from './harness.ts'

test('an agent who clicks the tile is signed in, with an account made on the way', async () => {
  const it = await world()
  const browser = it.browserAt('gia.agent@globex.com')

  const answer = await it.signIn(browser, 'provider=719&alertsound=true')

  expect(answer.status).toBe(303)
  expect(answer.location).toBe(`${it.portal()}/agent/`)
  const session = await it.session(browser)
  expect(session.json()).toMatchObject({
    user: { email: 'gia.agent@globex.com', name: 'Gia Green', role: 'none', agent: true },
    provider: { id: 719, name: 'Globex', plan: 'enterprise', subdomain: 'app' },
    launch: { alertSound: true },
  })
  expect(await it.rows('people')).toHaveLength(1)
  expect(await it.rows('traces')).toMatchObject([{ provider_id: 719, outcome: 'signed_in', code: null }])
})

test('a second sign-in finds the same account and ends the session it replaces', async () => {
  const it = await world()
  const browser = it.browserAt('gia.agent@globex.com')
  await it.signIn(browser)
  const before = it.okta.org('globex')
  const first = browser.jar(`app.localhost:${it.port}`).get('koopid_session')

  await it.signIn(browser)

  expect(browser.jar(`app.localhost:${it.port}`).get('koopid_session')).not.toBe(first)
  expect(await it.rows('people')).toHaveLength(1)
  const sessions = await it.rows('sessions')
  expect(sessions.map((session) => session.end_reason).sort()).toEqual([null, 'replaced'])
  expect(before.people.all().length).toBeGreaterThan(1)
})
