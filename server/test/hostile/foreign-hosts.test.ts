import { expect, test } from 'vitest'
import { TestBrowser } from '../browser.ts'
import { world } from '../harness.ts'

test('a host that is not ours gets 421 with a clear page, and so does every path of it', async () => {
  const it = await world()
  const browser = new TestBrowser()
  for (const host of [
    'evil.example',
    `evil.localhost:${it.port}`,
    `localhost:${it.port}`,
    `127.0.0.1:${it.port}`,
    'app.localhost:1',
    `app.localhost.evil.example:${it.port}`,
    `app.localhost:${it.port}.evil.example`,
    `app.localhost:${it.port}@evil.example`,
    `xapp.localhost:${it.port}`,
    `us-east.app.localhost.:${it.port}`,
  ])
    for (const path of ['/login', '/sso/okta/initiate?provider=719', '/api/v1/session']) {
      const answer = await browser.send(`http://app.localhost:${it.port}${path}`, { headers: { host } })
      expect([host, path, answer.status]).toEqual([host, path, 421])
      expect(answer.body).toContain('request.wrong_host')
      expect(answer.body).not.toContain('evil.example')
    }
})

test('forwarding headers of a stranger change no address, link or cookie', async () => {
  const it = await world()
  const plain = await new TestBrowser().send(it.initiateUrl())
  const spoofed = await new TestBrowser().send(it.initiateUrl(), {
    headers: {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '444',
      forwarded: 'host=evil.example;proto=https',
      'x-original-url': '/evil',
      'x-rewrite-url': '/evil',
      'x-host': 'evil.example',
    },
  })
  const redirectUri = (location: string | undefined) => new URL(location!).searchParams.get('redirect_uri')
  expect(spoofed.status).toBe(302)
  expect(redirectUri(spoofed.location)).toBe(redirectUri(plain.location))
  expect(spoofed.setCookies.join()).not.toContain('Secure')
})

test('health and metrics answer under any host, and name no provider', async () => {
  const it = await world()
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    const answer = await new TestBrowser().send(`http://app.localhost:${it.port}${path}`, {
      headers: { host: '10.0.0.7' },
    })
    expect(answer.status).toBe(200)
    // Numbers of the process itself may hold a 719.
    expect(answer.body).not.toMatch(/Globex|provider|["']719["']/i)
  }
})
