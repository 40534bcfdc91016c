import { expect, test } from 'vitest'
import { TestBrowser } from '../browser.ts'
import { world } from '../harness.ts'
import { expectRefusal } from './refusal.ts'

const requests = { discovery: 0, keys: 0, token: 0, userinfo: 0, authorize: 0 }

for (const name of ['provider', 'iss', 'login_hint', 'target_link_uri'])
  test(`${name} twice at the initiate address is refused without asking Okta`, async () => {
    const it = await world()
    const browser = new TestBrowser()
    const own = name === 'provider' ? '' : `&${name}=a`
    const answer = await browser.send(it.initiateUrl(`provider=719${own}&${name}=719`))
    await expectRefusal(it, browser, answer, { code: 'sign_in.parameter_repeated', cause: new RegExp(name) })
    expect(it.okta.org('globex').requests.snapshot()).toMatchObject(requests)
  })

for (const name of ['state', 'code', 'iss', 'error', 'error_description', 'session_state'])
  test(`${name} twice at the callback is refused without asking Okta`, async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    const callback = await it.toCallback(browser)
    it.okta.org('globex').requests.reset()
    const answer = await browser.send(`${callback}&${name}=x&${name}=y`)
    await expectRefusal(it, browser, answer, { code: 'sign_in.parameter_repeated', cause: new RegExp(name) })
    expect(it.okta.org('globex').requests.snapshot()).toMatchObject(requests)
    // The attempt is not spent by it: the person's own callback still works.
    expect((await browser.send(callback)).location).toBe(`${it.portal()}/agent/`)
  })

test('a repeated parameter in a posted form is refused as well', async () => {
  const it = await world()
  const browser = new TestBrowser()
  const answer = await browser.send(`${it.portal()}/sso/okta/initiate`, {
    method: 'POST',
    body: 'provider=719&provider=718',
  })
  await expectRefusal(it, browser, answer, { code: 'sign_in.parameter_repeated' })
})
