import type { SessionView } from '@koopid/contract'
import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { renderScreen } from '../testing/render.tsx'
import { type Desk, DeskProvider } from './desk-context.ts'
import { SessionEndBanner } from './session-end-banner.tsx'
import { session } from './testing.ts'

const end = Date.parse('2030-01-01T18:00:00Z')
const minute = 60_000
let openId: string | undefined
vi.mock('./use-address.ts', () => ({ useAddress: () => ({ openId, open: () => {} }) }))

beforeEach(() => {
  openId = undefined
  vi.useFakeTimers({ toFake: ['Date'], now: end - 6 * minute })
})
afterEach(() => vi.useRealTimers())

async function open(part: Partial<SessionView> = {}) {
  const view = session({ expiresAt: new Date(end).toISOString(), ...part })
  renderScreen(
    <DeskProvider value={{ session: view } as Desk}>
      <p>Desktop</p>
      <SessionEndBanner />
    </DeskProvider>,
  )
  await screen.findByText('Desktop')
}
/** The laptop slept until then, and no timer has run. */
const wakeAt = (at: number) => {
  vi.setSystemTime(at)
  act(() => void window.dispatchEvent(new Event('focus')))
}
const link = () => screen.queryByRole('link', { name: 'Sign in again' })

it('is not there before the last five minutes', async () => {
  await open()
  expect(link()).toBeNull()
  wakeAt(end - 5 * minute)
  expect(link()).toBeTruthy()
  expect(screen.getByRole('status').textContent).toMatch(/Your session ends at .+ go back to the queue/)
})

it('interrupts in the last minute, and its countdown does not', async () => {
  await open()
  wakeAt(end - 41_300)
  expect(screen.getByRole('alert').textContent).toContain('in less than a minute')
  const countdown = screen.getByText('0:42')
  expect(countdown.getAttribute('aria-hidden')).toBe('true')
  const alert = screen.getByRole('alert')
  wakeAt(end - 40_300)
  expect(screen.getByText('0:41')).toBeTruthy()
  // The same element: a new one would be read out again.
  expect(screen.getByRole('alert')).toBe(alert)
})

it('counts by the clock, whatever was slept through', async () => {
  await open()
  wakeAt(end + 10 * minute)
  expect(screen.getByText('0:00')).toBeTruthy()
})

it('leads a person from Okta through Okta, with sound as before, back to the open conversation', async () => {
  openId = 'c/1'
  await open()
  wakeAt(end - minute)
  expect(link()?.getAttribute('href')).toBe(
    '/sso/okta/initiate?provider=719&alertsound=true&target_link_uri=%2Fagent%2Fc%2Fc%252F1',
  )
})

it('leads a local person to the password', async () => {
  await open({ user: { ...session().user, source: 'local' } })
  wakeAt(end - minute)
  expect(link()?.getAttribute('href')).toBe('/login?provider=719&target=%2Fagent%2F')
})
