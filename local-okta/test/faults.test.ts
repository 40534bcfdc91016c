import { createHmac, createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { FAULTS } from '../src/index.ts'
import { CLIENT, decode, paramsOf, startOrg } from './harness.ts'

let org: Awaited<ReturnType<typeof startOrg>>
beforeAll(async () => {
  org = await startOrg()
})
afterAll(() => org.okta.close())
afterEach(() => org.okta.setFaults('globex', []))

const faults = (...on: string[]) => org.call('globex', '/faults', { method: 'PUT', json: { on } })
const claimsWith = async (name: string) => {
  await faults(name)
  return decode((await org.tokens()).id_token).claims
}
const now = () => Math.floor(Date.now() / 1000)

describe('the fault switchboard', () => {
  it('lists every fault with its state and replaces the set', async () => {
    await faults('expired', 'token-500')
    const list = (await org.call('globex', '/faults')).json() as unknown as { name: string; on: boolean }[]
    expect(list.map(({ name }) => name).sort()).toEqual(Object.keys(FAULTS).sort())
    expect(list.filter(({ on }) => on).map(({ name }) => name)).toEqual(['expired', 'token-500'])
    const unknown = await faults('made-up')
    expect([unknown.status, unknown.json().errorSummary]).toEqual([400, 'Unknown faults: made-up'])
  })

  it('clears a fault after its first use when asked to', async () => {
    await org.call('globex', '/faults', { method: 'PUT', json: { on: ['expired'], once: true } })
    expect(decode((await org.tokens()).id_token).claims.exp).toBeLessThan(now())
    expect(decode((await org.tokens()).id_token).claims.exp).toBeGreaterThan(now())
  })

  it('leaves the other org honest', async () => {
    await faults('discovery-500')
    expect((await org.call('globex', '/.well-known/openid-configuration')).status).toBe(500)
    expect((await org.call('acme', '/.well-known/openid-configuration')).status).toBe(200)
  })

  it('counts requests and shows the headers of the last token request without its secret', async () => {
    await org.call('globex', '/faults/requests', { method: 'DELETE' })
    await org.exchange('any', {}, { authorization: 'Basic c2VjcmV0' })
    const seen = (await org.call('globex', '/faults/requests')).json()
    expect(seen).toMatchObject({ token: 1, authorize: 0, discovery: 0, keys: 0, userinfo: 0 })
    expect(seen.lastTokenHeaders).toMatchObject({ authorization: 'Basic' })
    expect(seen.lastTokenHeaders).not.toHaveProperty('origin')
  })
})

describe('an ID token lies about', () => {
  const cases: [string, (claims: Record<string, unknown>) => void][] = [
    ['wrong-issuer', (c) => expect(c.iss).not.toBe(org.okta.origin('globex'))],
    ['issuer-trailing-slash', (c) => expect(c.iss).toBe(`${org.okta.origin('globex')}/`)],
    ['wrong-audience', (c) => expect(c.aud).not.toBe(CLIENT)],
    ['missing-audience', (c) => expect(c).not.toHaveProperty('aud')],
    ['two-audiences', (c) => expect(c.aud).toEqual([CLIENT, expect.any(String)])],
    ['audience-array', (c) => expect(c.aud).toEqual([CLIENT])],
    ['foreign-azp', (c) => expect(c.azp).not.toBe(CLIENT)],
    ['wrong-nonce', (c) => expect(c.nonce).not.toBe('nonce-of-the-test')],
    ['missing-nonce', (c) => expect(c).not.toHaveProperty('nonce')],
    ['nonce-array', (c) => expect(c.nonce).toEqual(['nonce-of-the-test'])],
    ['expired', (c) => expect(c.exp).toBeLessThan(now() - 3000)],
    ['expires-never-huge', (c) => expect(c.exp).toBe(1e300)],
    ['missing-expiry', (c) => expect(c).not.toHaveProperty('exp')],
    ['issued-in-future', (c) => expect(c.iat).toBeGreaterThan(now() + 3000)],
    ['missing-issued-at', (c) => expect(c).not.toHaveProperty('iat')],
    ['missing-subject', (c) => expect(c).not.toHaveProperty('sub')],
    ['wrong-at-hash', (c) => expect(c.at_hash).toBe('AAAAAAAAAAAAAAAAAAAAAA')],
    ['fat', (c) => expect(c).toMatchObject({ given_name: 'Gia', email_verified: true })],
    ['missing-email', (c) => expect(c).not.toHaveProperty('email')],
    ['email-null', (c) => expect(c.email).toBeNull()],
    ['email-array', (c) => expect(c.email).toEqual(['gia.agent@globex.com'])],
    ['email-object', (c) => expect(c.email).toEqual({ value: 'gia.agent@globex.com' })],
    ['missing-name', (c) => expect(c).not.toHaveProperty('name')],
    ['missing-preferred-username', (c) => expect(c).not.toHaveProperty('preferred_username')],
  ]
  it.each(cases)('%s', async (name, check) => check(await claimsWith(name)))
})

describe('an ID token is signed', () => {
  const tokenWith = async (name: string) => {
    await faults(name)
    return String((await org.tokens()).id_token)
  }
  const publishedKeys = async () =>
    (await org.call('globex', '/oauth2/v1/keys')).json().keys as { kid: string; kty: string; k: string }[]

  it('not at all, under alg none', async () => {
    const token = await tokenWith('alg-none')
    expect(decode(token).header).toEqual({ alg: 'none' })
    expect(token.endsWith('.')).toBe(true)
  })

  it('with the public key as an HMAC secret', async () => {
    const token = await tokenWith('alg-hs256-public-key')
    const jwk = (await publishedKeys()).find(({ kid }) => kid === decode(token).header.kid)!
    const pem = createPublicKey({ key: jwk as never, format: 'jwk' }).export({ format: 'pem', type: 'spki' })
    const [header, claims, signature] = token.split('.')
    expect(createHmac('sha256', pem).update(`${header}.${claims}`).digest('base64url')).toBe(signature)
  })

  it('with a published symmetric key', async () => {
    const token = await tokenWith('jwks-oct-key')
    const key = (await publishedKeys()).find(({ kty }) => kty === 'oct')!
    const [header, claims, signature] = token.split('.')
    const hmac = createHmac('sha256', Buffer.from(key.k, 'base64url')).update(`${header}.${claims}`)
    expect(hmac.digest('base64url')).toBe(signature)
  })

  it.each([
    ['alg-es256', { alg: 'ES256' }],
    ['encrypted-id-token', { alg: 'RSA-OAEP-256', enc: 'A256GCM' }],
    ['jku-header', { jku: expect.stringContaining('/faults/attacker'), jwk: expect.any(Object) }],
  ])('as %s says', async (name, expected) => {
    await faults(name)
    const [header] = String((await org.tokens()).id_token).split('.')
    expect(JSON.parse(Buffer.from(header!, 'base64url').toString())).toMatchObject(expected)
  })

  it('with an unpublished key, or a fresh one that is published from then on', async () => {
    const unknown = decode(await tokenWith('unknown-kid')).header.kid
    expect((await publishedKeys()).map(({ kid }) => kid)).not.toContain(unknown)
    const before = (await publishedKeys()).map(({ kid }) => kid)
    const fresh = decode(await tokenWith('rotate-before-signing')).header.kid
    expect(before).not.toContain(fresh)
    expect((await publishedKeys()).map(({ kid }) => kid)).toContain(fresh)
  })

  it('without a kid', async () => {
    expect(decode(await tokenWith('missing-kid')).header).toEqual({ alg: 'RS256' })
  })
})

describe('the endpoints', () => {
  it.each([
    ['token-500', 500, /server_error/],
    ['token-not-json', 200, /<title>/],
    ['token-200-error', 200, /"error":"invalid_grant"/],
    ['token-redirect', 307, /^$/],
    ['token-okta-error-shape', 401, /"errorCode":"invalid_client"/],
    ['token-type-case', 200, /"token_type":"bEaReR"/],
  ])('token: %s', async (name, status, text) => {
    await faults(name)
    const answer = await org.exchange(await org.codeFor())
    expect(answer.status).toBe(status)
    expect(answer.text).toMatch(text)
  })

  it('token: no id_token', async () => {
    await faults('token-no-id-token')
    expect(await org.tokens()).not.toHaveProperty('id_token')
  })

  it.each([
    ['discovery-issuer-mismatch', 'issuer', /not-globex/],
    ['discovery-http-foreign-endpoints', 'token_endpoint', /attacker\.invalid/],
    ['discovery-private-endpoint', 'token_endpoint', /169\.254\.169\.254/],
  ])('discovery: %s', async (name, member, value) => {
    await faults(name)
    expect((await org.call('globex', '/.well-known/openid-configuration')).json()[member]).toMatch(value)
  })

  it('discovery: a redirect and a page', async () => {
    await faults('discovery-redirect')
    expect((await org.call('globex', '/.well-known/openid-configuration')).status).toBe(302)
    await faults('discovery-not-json')
    expect((await org.call('globex', '/.well-known/openid-configuration')).text).toContain('<title>')
  })

  it('keys: none, and without alg', async () => {
    await faults('jwks-empty')
    expect((await org.call('globex', '/oauth2/v1/keys')).json()).toEqual({ keys: [] })
    await faults('jwks-no-alg')
    const [key] = (await org.call('globex', '/oauth2/v1/keys')).json().keys as object[]
    expect(key).not.toHaveProperty('alg')
  })

  it('userinfo: another subject, and none', async () => {
    const { access_token, id_token } = await org.tokens()
    const ask = async () =>
      (
        await org.call('globex', '/oauth2/v1/userinfo', {
          headers: { authorization: `Bearer ${access_token}` },
        })
      ).json()
    await faults('userinfo-other-subject')
    expect((await ask()).sub).not.toBe(decode(id_token).claims.sub)
    await faults('userinfo-missing-subject')
    expect(await ask()).not.toHaveProperty('sub')
  })

  it('are all cut when the org is down, and /faults brings it back', async () => {
    await faults('down')
    await expect(org.call('globex', '/oauth2/v1/keys')).rejects.toThrow()
    await faults()
    expect((await org.call('globex', '/oauth2/v1/keys')).status).toBe(200)
  })
})

describe('a response without an end', () => {
  async function open(path: string): Promise<IncomingMessage> {
    const headers = { host: new URL(org.okta.origin('globex')).host }
    const outgoing = request({ agent: false, host: '127.0.0.1', port: org.okta.port, path, headers }).end()
    const [incoming] = await once(outgoing, 'response')
    incoming.on('error', () => {})
    return incoming
  }

  it('is too large: more than a careful client takes', async () => {
    await faults('discovery-huge')
    const incoming = await open('/.well-known/openid-configuration')
    let size = 0
    for await (const piece of incoming) {
      size += piece.length
      if (size > 2_000_000) break
    }
    expect(size).toBeGreaterThan(2_000_000)
  })

  it('drips: a first byte comes, and the next one takes its time', async () => {
    await faults('token-drip')
    const incoming = await open('/oauth2/v1/token')
    const [first] = await once(incoming, 'data')
    expect(String(first)).toMatch(/^\{"access_token":"x{0,2}$/)
    incoming.destroy()
  })

  it('is slow: it comes after ten seconds', async () => {
    await faults('jwks-empty', 'discovery-slow')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const answer = org.call('globex', '/.well-known/openid-configuration')
    let answered = false
    answer.then(() => {
      answered = true
    })
    const waits = () => vi.getTimerCount() > 0
    while (!waits()) await new Promise(setImmediate)
    vi.advanceTimersByTime(9_999)
    await new Promise(setImmediate)
    expect(answered).toBe(false)
    vi.advanceTimersByTime(1)
    expect((await answer).status).toBe(200)
    vi.useRealTimers()
  })
})

describe('the callback', () => {
  const callbackWith = async (name: string, changes: Record<string, string | undefined> = {}) => {
    await faults(name)
    return paramsOf(await org.authorize(changes, org.okta.signIn('globex', 'gia.agent@globex.com')))
  }

  it('repeats, drops or replaces parameters', async () => {
    expect((await callbackWith('callback-missing-state')).has('state')).toBe(false)
    expect((await callbackWith('callback-state-twice')).getAll('state')).toHaveLength(2)
    expect((await callbackWith('callback-code-twice')).getAll('code')).toHaveLength(2)
    expect((await callbackWith('callback-error-access-denied-policy')).get('error_description')).toBe(
      'Policy evaluation failed for this request, please check the policy configurations.',
    )
    expect((await callbackWith('callback-error-script-description')).get('error_description')).toContain(
      '<script>',
    )
  })

  it('speaks RFC 9207 rightly, wrongly and not at all, and discovery advertises it', async () => {
    expect((await callbackWith('rfc9207-iss')).get('iss')).toBe(org.okta.origin('globex'))
    const document = (await org.call('globex', '/.well-known/openid-configuration')).json()
    expect(document.authorization_response_iss_parameter_supported).toBe(true)
    expect((await callbackWith('rfc9207-iss-wrong')).get('iss')).toMatch(/not-globex/)
    expect((await callbackWith('rfc9207-iss-missing')).has('iss')).toBe(false)
    const error = await callbackWith('rfc9207-iss-wrong-in-error', { response_type: 'made_up' })
    expect([error.get('error'), error.get('iss')]).toEqual([
      'unsupported_response_type',
      expect.stringMatching(/not-globex/),
    ])
  })
})
