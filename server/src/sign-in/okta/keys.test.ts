import { exportJWK, generateKeyPair } from 'jose'
import { expect, test } from 'vitest'
import { issuerKeys, keyLimits } from './keys.ts'
import type { Outgoing } from './outgoing.ts'

const jwksUri = 'https://acme.okta.com/oauth2/v1/keys'

async function publishedKey(kid: string) {
  const { publicKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' }
}

/** An issuer whose keys, health and clock the test sets. */
function issuer(keys: unknown[]) {
  const state = { keys, down: false, now: 0, asked: 0, cacheControl: 'max-age=600' }
  const out: Outgoing = {
    async send() {
      state.asked += 1
      if (state.down) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
      return new Response(JSON.stringify({ keys: state.keys }), {
        headers: { 'cache-control': state.cacheControl },
      })
    },
    close: async () => {},
  }
  return { state, keys: issuerKeys(jwksUri, out, () => state.now) }
}

test('keys are fetched once while they are fresh', async () => {
  const { state, keys } = issuer([await publishedKey('a'), await publishedKey('b')])
  await Promise.all([keys.find({ kid: 'a' }), keys.find({ kid: 'b' })])
  state.now = 599_000
  await keys.find({ kid: 'a' })
  expect(state.asked).toBe(1)
})

test('an unknown key id is looked for at most once in 30 seconds', async () => {
  const { state, keys } = issuer([await publishedKey('a')])
  await keys.find({ kid: 'a' })
  for (let count = 0; count < 100; count += 1)
    await expect(keys.find({ kid: `forged-${count}` })).rejects.toThrow('not published')
  expect(state.asked).toBe(2)
  state.now = keyLimits.cooldown
  await expect(keys.find({ kid: 'forged' })).rejects.toThrow('not published')
  expect(state.asked).toBe(3)
})

test('a rotated key is found at the first look', async () => {
  const { state, keys } = issuer([await publishedKey('a')])
  await keys.find({ kid: 'a' })
  state.keys = [await publishedKey('c')]
  await expect(keys.find({ kid: 'c' })).resolves.toBeDefined()
})

test('known keys serve for an hour while Okta is down, unknown ones never', async () => {
  const { state, keys } = issuer([await publishedKey('a')])
  await keys.find({ kid: 'a' })
  state.down = true
  state.now = 600_000 + keyLimits.stale - 1
  await expect(keys.find({ kid: 'a' })).resolves.toBeDefined()
  await expect(keys.find({ kid: 'b' })).rejects.toThrow()
  state.now = 600_000 + keyLimits.stale
  await expect(keys.find({ kid: 'a' })).rejects.toThrow('ECONNREFUSED')
})

test('a withdrawn key is refused once the fresh answer without it is there', async () => {
  const { state, keys } = issuer([await publishedKey('a'), await publishedKey('b')])
  await keys.find({ kid: 'a' })
  state.keys = [await publishedKey('b2')]
  state.now = 600_001
  await expect(keys.find({ kid: 'a' })).rejects.toThrow('not published')
})

test('without a key id a single key is meant, and two are not guessed between', async () => {
  const one = issuer([await publishedKey('a')])
  await expect(one.keys.find({})).resolves.toBeDefined()
  const two = issuer([await publishedKey('a'), await publishedKey('b')])
  await expect(two.keys.find({})).rejects.toThrow('not published')
})

test('symmetric, private, encryption and foreign keys are not there', async () => {
  const good = await publishedKey('a')
  const { keys } = issuer([
    good,
    { kty: 'oct', k: 'c2VjcmV0', kid: 'oct', alg: 'HS256' },
    { ...good, kid: 'enc', use: 'enc' },
    { ...good, kid: 'ps', alg: 'PS256' },
    { ...good, kid: 'private', d: 'AQAB' },
    null,
    'text',
    { kty: 'RSA', kid: 'broken', n: '!', e: 'AQAB' },
  ])
  expect(await keys.count()).toBe(1)
})

test('freshness follows the issuer between one minute and one hour', async () => {
  const { state, keys } = issuer([await publishedKey('a')])
  state.cacheControl = 'max-age=3832304, must-revalidate'
  await keys.find({ kid: 'a' })
  state.now = 3_599_000
  await keys.find({ kid: 'a' })
  expect(state.asked).toBe(1)
  state.now = 3_600_000
  state.cacheControl = 'max-age=0'
  await keys.find({ kid: 'a' })
  state.now += 59_000
  await keys.find({ kid: 'a' })
  expect(state.asked).toBe(2)
})
