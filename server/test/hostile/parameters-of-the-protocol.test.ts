import { expect, test } from 'vitest'
import { TestBrowser } from '../browser.ts'
import { world } from '../harness.ts'

test('scope, prompt, redirect_uri and the like on the initiate address never reach Okta', async () => {
  const it = await world()
  const smuggled = {
    scope: 'openid groups offline_access',
    prompt: 'none',
    redirect_uri: 'https://evil.example/',
    client_id: 'evil',
    state: 'evil',
    nonce: 'evil',
    code_challenge: 'evil',
    code_challenge_method: 'plain',
    response_type: 'id_token',
    response_mode: 'form_post',
    acr_values: 'evil',
    request_uri: 'https://evil.example/',
    request: 'evil',
    max_age: '0',
  }
  const answer = await new TestBrowser().send(it.initiateUrl(`provider=719&${new URLSearchParams(smuggled)}`))
  const sent = new URL(answer.location!).searchParams
  expect(answer.location).not.toContain('evil')
  expect([...sent.keys()].sort()).toEqual(
    [
      'client_id',
      'code_challenge',
      'code_challenge_method',
      'nonce',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
    ].sort(),
  )
  expect(sent.get('scope')).toBe('openid profile email')
  expect(sent.get('code_challenge_method')).toBe('S256')
  expect(sent.get('state')).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(sent.get('nonce')!.length).toBeLessThanOrEqual(64)
})

test('parameters without effect are noted in the trace', async () => {
  const it = await world()
  const browser = it.browserAt('gia.agent@globex.com')
  await it.signIn(browser, 'provider=719&alertsound=true&alertsound=false&theme=dark')
  expect((await it.session(browser)).json()).toMatchObject({
    launch: { alertSound: false, alertSoundOff: false },
  })
  const [trace] = await it.rows('traces')
  expect(JSON.parse(trace!.body).notes).toEqual([
    'Parameter "theme" is unknown and has no effect.',
    'Launch parameter "alertsound" came more than once and has no effect.',
  ])
})

test('the Provider ID field works encoded as well as raw', async () => {
  const it = await world()
  for (const query of ['provider=719&alertsound=true', 'provider=719%26alertsound%3Dtrue']) {
    const browser = it.browserAt('gia.agent@globex.com')
    await it.signIn(browser, query)
    expect((await it.session(browser)).json()).toMatchObject({ launch: { alertSound: true } })
  }
})

test('the tile may say that the alert sound is off, which is more than saying nothing', async () => {
  const it = await world()
  for (const [query, launch] of Object.entries({
    'provider=719&alertsound=false': { alertSound: false, alertSoundOff: true },
    'provider=719': { alertSound: false, alertSoundOff: false },
  })) {
    const browser = it.browserAt('gia.agent@globex.com')
    await it.signIn(browser, query)
    expect((await it.session(browser)).json()).toMatchObject({ launch })
  }
})

test('launch parameters inside the field cannot name another provider or issuer', async () => {
  const it = await world()
  const answer = await new TestBrowser().send(
    it.initiateUrl(`provider=${encodeURIComponent('719&provider=718&iss=x')}`),
  )
  expect(new URL(answer.location!).origin).toBe(it.okta.origin('globex'))
})
