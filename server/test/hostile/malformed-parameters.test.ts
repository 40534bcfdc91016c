import { expect, test } from 'vitest'
import { TestBrowser } from '../browser.ts'
import { world } from '../harness.ts'
import { expectRefusal } from './refusal.ts'

const malformed: [string, string][] = [
  ['a Provider ID that is no number', 'provider=abc'],
  ['an empty Provider ID', 'provider='],
  ['a Provider ID with a leading zero', 'provider=0719'],
  ['a Provider ID as a path', 'provider=719%2F..%2F718'],
  ['a Provider ID as an object', 'provider=%7B%22%24gt%22%3A0%7D'],
  ['a Provider ID of a thousand digits', `provider=${'7'.repeat(1000)}`],
  ['a negative Provider ID', 'provider=-719'],
  ['a Provider ID in other digits', `provider=${encodeURIComponent('７１９')}`],
  ['an empty issuer', 'provider=719&iss='],
  ['an issuer that is no address', 'provider=719&iss=acme'],
  ['an issuer with credentials', `provider=719&iss=${encodeURIComponent('https://a:b@acme.okta.com')}`],
  ['an issuer of five thousand characters', `provider=719&iss=${'a'.repeat(5000)}`],
  ['an address of ten thousand characters', `provider=719&x=${'a'.repeat(10_000)}`],
  ['a hundred parameters', `provider=719&${'a=1&'.repeat(100)}`],
]

for (const [title, query] of malformed)
  test(`${title} is refused without asking Okta`, async () => {
    const it = await world()
    const browser = new TestBrowser()
    const answer = await browser.send(it.initiateUrl(query))
    expect(answer.status).toBe(400)
    await expectRefusal(it, browser, answer, { code: 'sign_in.parameter_malformed' })
    expect(it.okta.org('globex').requests.snapshot()).toMatchObject({ discovery: 0, authorize: 0, token: 0 })
  })

const callbacks: [string, string][] = [
  ['no state', 'code=abc'],
  ['an empty state', 'state=&code=abc'],
  ['a state in other letters', 'state=%00%01&code=abc'],
  ['a state of five thousand characters', `state=${'a'.repeat(5000)}&code=abc`],
  ['neither code nor error', `state=${'a'.repeat(43)}`],
  ['a state that nobody began', `state=${'a'.repeat(43)}&code=abc`],
]

for (const [title, query] of callbacks)
  test(`a callback with ${title} is refused with 400`, async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    const answer = await browser.send(`${it.portal()}/sso/okta/callback?${query}`)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatch(/sign_in\.(attempt_unknown|parameter_malformed)/)
    expect(it.okta.org('globex').requests.snapshot().token).toBe(0)
    expect(await it.rows('traces')).toHaveLength(1)
  })

test('addresses that no parser likes get an answer, and the server goes on', async () => {
  const it = await world()
  const browser = new TestBrowser()
  for (const path of [
    '/%E0%A4%A',
    '/%',
    '/sso/okta/callback?%E0%A4%A=%FF',
    '/..%2f..%2fetc/passwd',
    '/\u0001',
    '//evil.example/',
  ]) {
    const answer = await browser.send(`http://app.localhost:${it.port}/`).then(() => rawGet(it.port, path))
    expect(answer).toMatch(/^HTTP\/1\.1 [2-4]\d\d /)
    expect(answer).not.toMatch(/root:x:0/)
  }
  expect((await browser.send(it.portal())).status).toBe(302)
})

async function rawGet(port: number, path: string): Promise<string> {
  const { connect } = await import('node:net')
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
    socket.write(`GET ${path} HTTP/1.1\r\nHost: app.localhost:${port}\r\nConnection: close\r\n\r\n`)
  })
}
