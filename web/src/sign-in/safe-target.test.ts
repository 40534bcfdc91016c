import { describe, expect, it } from 'vitest'
import { landingWith, safeTarget, withTarget } from './safe-target.ts'

describe('where to go after the sign-in', () => {
  it.each(['/agent/', '/agent', '/agent/x?y=1', '/provider/traces/abc'])('keeps %s', (target) => {
    expect(safeTarget(target)).toBe(target)
  })

  it.each([
    undefined,
    '',
    'https://evil.example/agent/',
    '//evil.example/agent/',
    '/\\evil.example/agent/',
    '/\t/evil.example/agent/',
    '/agent/\n',
    'javascript:alert(1)',
    'agent/',
    '/agents/',
    '/login?target=/agent/',
    '/sso/okta/initiate?provider=1',
    '/agent/../sso/logout',
  ])('drops %j', (target) => {
    expect(safeTarget(target)).toBeUndefined()
  })

  it('goes to Okta as target_link_uri, escaped', () => {
    expect(withTarget('http://a/sso/okta/initiate?provider=718', '/agent/?a=1&b=2')).toBe(
      'http://a/sso/okta/initiate?provider=718&target_link_uri=%2Fagent%2F%3Fa%3D1%26b%3D2',
    )
    expect(withTarget('http://a/sso/okta/initiate?provider=718', undefined)).toBe(
      'http://a/sso/okta/initiate?provider=718',
    )
  })

  it('refines the landing within its area only', () => {
    expect(landingWith('/provider/', '/provider/users')).toBe('/provider/users')
    expect(landingWith('/provider/', '/agent/x')).toBe('/provider/')
    expect(landingWith('/agent/', undefined)).toBe('/agent/')
  })
})
