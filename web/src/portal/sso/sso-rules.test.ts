import type { ConnectionPage, ConnectionView } from '@koopid/contract'
import { describe, expect, it } from 'vitest'
import { draftOf, isDirty, savedConnection, valuesOf } from './connection-form.ts'
import { ssoProgress, ssoRules, ssoState } from './sso-rules.ts'

const saved: ConnectionView = {
  oktaDomain: 'acme.okta.com',
  issuer: 'https://acme.okta.com',
  clientId: '0oa1',
  hasClientSecret: true,
  emailFormats: ['*@acme.com'],
  updatedAt: '2026-01-01T00:00:00Z',
}
const empty: ConnectionPage = {
  planIncludesSso: true,
  setup: { subdomain: 'app', providerId: '718', redirectUri: '', initiateUri: '', postLogoutRedirectUri: '' },
  live: null,
  draft: null,
  draftTest: null,
}
const test = (passed: boolean) => ({ incident: 'i', at: '2026-01-01T00:00:00Z', passed })
const rulesOf = (page: ConnectionPage, change: Partial<ReturnType<typeof valuesOf>> = {}) =>
  ssoRules(page, { ...valuesOf(savedConnection(page)), ...change })

describe('what an administrator may do next', () => {
  it('nothing but typing while fields are missing', () => {
    const rules = rulesOf(empty, { oktaDomain: 'acme.okta.com' })
    expect(rules).toMatchObject({ canSave: false, canTest: false, canActivate: false, why: 'incomplete' })
  })

  it('save and test once the fields are filled in', () => {
    const rules = rulesOf(empty, { oktaDomain: 'a', clientId: 'b', emailFormats: ['*@a', ' '] })
    expect(rules).toMatchObject({ canSave: true, canTest: true, canActivate: false, why: 'unsaved' })
  })

  it('activate only after the saved draft has passed its test', () => {
    const draft = { ...empty, draft: saved }
    expect(rulesOf(draft)).toMatchObject({ canActivate: false, why: 'untested' })
    expect(rulesOf({ ...draft, draftTest: test(false) })).toMatchObject({
      canActivate: false,
      why: 'refused',
    })
    expect(rulesOf({ ...draft, draftTest: test(true) })).toMatchObject({ canActivate: true, why: 'ready' })
  })

  it('not activate what was changed after its test', () => {
    const tested = { ...empty, draft: saved, draftTest: test(true) }
    expect(rulesOf(tested, { clientId: '0oa2' })).toMatchObject({ canActivate: false, why: 'unsaved' })
  })

  it('deactivate while active, and activate again what was active before', () => {
    const active = { ...empty, live: { ...saved, active: true } }
    expect(rulesOf(active)).toMatchObject({ canDeactivate: true, canActivate: false, why: 'live' })
    const inactive = { ...empty, live: { ...saved, active: false } }
    expect(rulesOf(inactive)).toMatchObject({ canDeactivate: false, canActivate: true, why: 'proven' })
    expect(rulesOf({ ...inactive, draft: saved })).toMatchObject({ canActivate: false, why: 'untested' })
  })

  it('nothing without single sign-on in the plan', () => {
    const page = { ...empty, planIncludesSso: false, draft: saved, draftTest: test(true) }
    expect(rulesOf(page)).toMatchObject({
      canEdit: false,
      canSave: false,
      canTest: false,
      canActivate: false,
      why: 'plan',
    })
  })
})

describe('where the connection stands', () => {
  it.each([
    [empty, 'none'],
    [{ ...empty, draft: saved }, 'draft'],
    [{ ...empty, live: { ...saved, active: true }, draft: saved }, 'active'],
    [{ ...empty, live: { ...saved, active: false } }, 'inactive'],
  ] as const)('case %#: %s', (page, state) => {
    expect(ssoState(page)).toBe(state)
  })

  it('moves from Enter to Test to Activate', () => {
    const at = (page: ConnectionPage) => ssoProgress(page, rulesOf(page)).current
    expect(at(empty)).toBe('enter')
    expect(at({ ...empty, draft: saved })).toBe('test')
    expect(at({ ...empty, draft: saved, draftTest: test(true) })).toBe('activate')
    expect(at({ ...empty, live: { ...saved, active: true } })).toBeNull()
  })
})

describe('what is sent', () => {
  it('leaves the saved secret alone unless it is replaced or removed', () => {
    const values = valuesOf(saved)
    expect('clientSecret' in draftOf(values)).toBe(false)
    expect(draftOf({ ...values, secret: 'new' }).clientSecret).toBe('new')
    expect(draftOf({ ...values, removeSecret: true }).clientSecret).toBeNull()
  })

  it('does not count spaces and empty rows as changes', () => {
    const values = { ...valuesOf(saved), oktaDomain: ' acme.okta.com ', emailFormats: ['*@acme.com', ''] }
    expect(isDirty(values, saved)).toBe(false)
    expect(isDirty({ ...values, secret: 'new' }, saved)).toBe(true)
  })
})
