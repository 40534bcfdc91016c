import { expect, test } from 'vitest'
import { world } from '../harness.ts'
import { expectRefusal } from './refusal.ts'

test('an error description is nobody’s HTML: it is mapped, and shown escaped in the trace only', async () => {
  const it = await world()
  const browser = it.browserAt('gia.agent@globex.com')
  it.okta.setFaults('globex', ['callback-error-script-description'])
  const answer = await browser.send(await it.toCallback(browser))
  await expectRefusal(it, browser, answer, { code: 'sign_in.denied_by_okta', cause: /script/ })
  expect(answer.body).not.toMatch(/<script/i)
})

const codes = [
  ['login_required', 'sign_in.denied_by_okta'],
  ['consent_required', 'sign_in.denied_by_okta'],
  ['unmet_authentication_requirements', 'sign_in.denied_by_okta'],
  ['server_error', 'sign_in.okta_unreachable'],
  ['temporarily_unavailable', 'sign_in.okta_unreachable'],
  ['unauthorized_client', 'sign_in.client_rejected'],
  ['__proto__', 'sign_in.denied_by_okta'],
  ['x'.repeat(3000), 'sign_in.denied_by_okta'],
] as const

for (const [error, code] of codes)
  test(`error=${error.slice(0, 40)} ends as ${code}, without a token request`, async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    const callback = new URL(await it.toCallback(browser))
    callback.searchParams.delete('code')
    callback.searchParams.set('error', error)
    it.okta.org('globex').requests.reset()
    await expectRefusal(it, browser, await browser.send(callback.href), { code })
    expect(it.okta.org('globex').requests.snapshot().token).toBe(0)
  })

test('a wrong issuer in an error answer is refused as one, where issuers are promised', async () => {
  const it = await world()
  it.okta.org('globex').people.add({ login: 'un@globex.com', email: 'un@globex.com', displayName: 'Un' })
  const browser = it.browserAt('un@globex.com')
  it.okta.setFaults('globex', ['rfc9207-iss-wrong-in-error'])
  const answer = await browser.send(await it.toCallback(browser))
  await expectRefusal(it, browser, answer, { code: 'sign_in.token_rejected', cause: /iss/ })
})
