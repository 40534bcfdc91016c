import { expect, test } from 'vitest'
import { landingFor, readTarget } from '../../src/sign-in/landing.ts'
import { world } from '../harness.ts'

const origin = 'https://app.koopid.ai'
const elsewhere = [
  '//evil.example/agent/',
  '/\\evil.example/agent/',
  '\\\\evil.example/agent/',
  'https://evil.example/agent/',
  'https://app.koopid.ai.evil.example/agent/',
  'https://app.koopid.ai@evil.example/agent/',
  'https://evil@app.koopid.ai/agent/',
  'https://APP.koopid.ai:444/agent/',
  'http://app.koopid.ai/agent/',
  'https:evil.example/agent/',
  'javascript:alert(1)//agent/',
  'data:text/html,agent/',
  '/agent/\u0000',
  '/agent/\nlocation: https://evil.example',
  '/\t/evil.example/agent/',
  ' /agent/',
  '/agent/../sso/okta/initiate?provider=1',
  '/agent/%2e%2e/login',
  '/sso/logout',
  '/login',
  '/api/v1/session',
  '/agentx/',
  'agent/',
  '?x=/agent/',
  '',
  `/agent/${'a'.repeat(3000)}`,
]

for (const target of elsewhere)
  test(`a target of ${JSON.stringify(target.slice(0, 60))} leads home`, () => {
    expect(readTarget(target, origin)).toBeUndefined()
  })

test('pages of the portal are kept with query and fragment', () => {
  expect(readTarget('/agent/conversations/7?tab=mine#last', origin)).toBe(
    '/agent/conversations/7?tab=mine#last',
  )
  expect(readTarget('https://app.koopid.ai/provider/sso', origin)).toBe('/provider/sso')
})

test('a target that the person may not open leads home', () => {
  expect(landingFor({ agent: true, role: 'none' }, '/provider/sso')).toBe('/agent/')
  expect(landingFor({ agent: false, role: 'supervisor' }, '/agent/')).toBe('/provider/')
})

test('target_link_uri of a tile is kept through Okta, a foreign one is noted and dropped', async () => {
  const it = await world()
  const own = it.browserAt('gia.agent@globex.com')
  const kept = await it.signIn(own, `provider=719&target_link_uri=${encodeURIComponent('/agent/history')}`)
  expect(kept.location).toBe(`${it.portal()}/agent/history`)
  const foreign = await it.signIn(
    own,
    `provider=719&target_link_uri=${encodeURIComponent('//evil.example/agent/')}`,
  )
  expect(foreign.location).toBe(`${it.portal()}/agent/`)
  const notes = (await it.rows('traces')).flatMap((row) => JSON.parse(row.body).notes as string[])
  expect(notes.join()).toContain('target_link_uri is not a page of this portal')
})
