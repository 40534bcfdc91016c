import { test } from 'vitest'
import { world } from '../harness.ts'
import { expectRefusal } from './refusal.ts'

test('an ID token posted without a state of ours is refused (Okta Simplified login)', async () => {
  const it = await world()
  const browser = it.browserAt('gia.agent@globex.com')
  const answer = await browser.send(`${it.portal()}/sso/okta/callback`, {
    method: 'POST',
    headers: { origin: it.okta.origin('globex') },
    body: 'id_token=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIwMHUxIn0.c2ln',
  })
  await expectRefusal(it, browser, answer, { code: 'sign_in.attempt_unknown', cause: /no state/ })
})

test('claims as callback parameters are not claims', async () => {
  const it = await world()
  const browser = it.browserAt('gia.agent@globex.com')
  const callback = await it.toCallback(browser)
  await browser.send(
    `${callback}&email=admin%40globex.com&profile[email]=admin%40globex.com&sub=00uADMIN&name=Admin`,
  )
  const [person] = await it.rows('people')
  if (person?.email !== 'gia.agent@globex.com') throw new Error(JSON.stringify(person))
})
