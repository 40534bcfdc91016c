import { expect, test } from 'vitest'
import { comparableIssuer, readOktaDomain } from './domain.ts'

const pasted: [string, string][] = [
  ['acme.okta.com', 'https://acme.okta.com'],
  [' ACME.okta.com ', 'https://acme.okta.com'],
  ['https://acme.okta.com/', 'https://acme.okta.com'],
  ['https://acme-admin.okta.com/admin/dashboard', 'https://acme.okta.com'],
  ['acme-admin.oktapreview.com', 'https://acme.oktapreview.com'],
  ['login.acme.com', 'https://login.acme.com'],
  ['https://acme.okta.com:443', 'https://acme.okta.com'],
]
for (const [text, issuer] of pasted)
  test(`${JSON.stringify(text)} is the org ${issuer}`, () =>
    expect(readOktaDomain(text, false).issuer).toBe(issuer))

const refused = [
  '',
  'acme',
  'http://acme.okta.com',
  'ftp://acme.okta.com',
  'https://acme.okta.com:8443',
  'https://acme.okta.com/oauth2/default',
  'user@acme.okta.com',
  'acme.okta.com evil.example',
  '127.0.0.1',
  '0x7f.1',
  '[::1]',
  '[::ffff:7f00:1]',
  '169.254.169.254',
  'localhost',
  'acme.okta.localhost:3001',
  'javascript:alert(1)',
]
for (const text of refused)
  test(`${JSON.stringify(text)} is no Okta domain`, () =>
    expect(() => readOktaDomain(text, false)).toThrow('connection.domain_invalid'))

test('a loopback org is taken with its port where that is allowed, and other addresses are not', () => {
  expect(readOktaDomain('http://acme.okta.localhost:3001', true)).toEqual({
    oktaDomain: 'http://acme.okta.localhost:3001',
    issuer: 'http://acme.okta.localhost:3001',
  })
  for (const text of ['127.0.0.1', 'http://acme.okta.com', '10.0.0.1'])
    expect(() => readOktaDomain(text, true)).toThrow()
})

test('issuers of tiles are compared without case of the host and one slash at the end', () => {
  expect(comparableIssuer('https://ACME.okta.com/')).toBe('https://acme.okta.com')
  expect(comparableIssuer('https://acme.okta.com/oauth2/default')).toBe(
    'https://acme.okta.com/oauth2/default',
  )
  for (const text of ['', 'acme.okta.com', 'https://a:b@acme.okta.com', 'https://acme.okta.com?x'])
    expect(comparableIssuer(text)).toBeUndefined()
})
