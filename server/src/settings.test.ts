import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { readSettings, Secret, type SettingsError } from './settings.ts'

const memory = { KOOPID_DATABASE_URL: 'sqlite::memory:' }
const mistakesOf = (env: Record<string, string>): readonly string[] => {
  try {
    readSettings(env)
    return []
  } catch (error) {
    return (error as SettingsError).mistakes
  }
}

test('no settings at all give a working local system', () => {
  expect(readSettings(memory)).toMatchObject({
    listen: { host: '127.0.0.1', port: 3000 },
    unsafeLoopbackIssuers: false,
    trustedProxies: [],
    brandName: 'Koopid AI',
  })
})

test('every mistake is told at once, each with the name of its variable', () => {
  const mistakes = mistakesOf({
    KOOPID_PUBLIC_URL: 'https://koopid.ai/path',
    KOOPID_LISTEN: 'nowhere',
    KOOPID_DATABASE_URL: 'mysql://x',
    KOOPID_UNSAFE_LOOPBACK_ISSUERS: 'yes',
    KOOPID_TRUSTED_PROXIES: 'proxy.internal',
    KOOPID_SOCKETS_PER_ADDRESS: '0',
  })
  for (const name of [
    'PUBLIC_URL',
    'LISTEN',
    'DATABASE_URL',
    'UNSAFE_LOOPBACK_ISSUERS',
    'TRUSTED_PROXIES',
    'SOCKETS_PER_ADDRESS',
  ])
    expect(mistakes.join('\n')).toContain(`KOOPID_${name}`)
})

test('a public installation refuses to start without a secret key', () => {
  expect(mistakesOf({ ...memory, KOOPID_PUBLIC_URL: 'https://koopid.ai' }).join()).toContain(
    'KOOPID_SECRET_KEY is required',
  )
})

test('a public installation refuses loopback issuers', () => {
  const env = {
    ...memory,
    KOOPID_PUBLIC_URL: 'https://koopid.ai',
    KOOPID_SECRET_KEY: Buffer.alloc(32).toString('base64'),
  }
  expect(mistakesOf(env)).toEqual([])
  expect(mistakesOf({ ...env, KOOPID_UNSAFE_LOOPBACK_ISSUERS: 'true' }).join()).toContain('refused')
})

test('plain http is for localhost only, and addresses cannot carry subdomains', () => {
  expect(mistakesOf({ ...memory, KOOPID_PUBLIC_URL: 'http://koopid.ai' }).join()).toContain('https')
  expect(mistakesOf({ ...memory, KOOPID_PUBLIC_URL: 'https://10.0.0.1' }).join()).toContain(
    'must name a host',
  )
})

test('a secret prints as [secret] wherever it is printed', () => {
  const secret = new Secret(Buffer.from('hunter2'))
  expect(`${secret} ${JSON.stringify({ secret })} ${inspect({ secret })}`).not.toContain('hunter2')
  expect(inspect(secret)).toBe('[secret]')
})
