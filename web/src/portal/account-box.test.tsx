import type { SessionView } from '@koopid/contract'
import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { fakeServer } from '../testing/fake-server.ts'
import { renderScreen } from '../testing/render.tsx'
import { AccountBox } from './account-box.tsx'

const session = (logo: string | null) =>
  ({
    user: { id: 'p', email: 'ada@acme.com', name: 'Ada', role: 'manager', agent: false, picture: null },
    provider: { id: 718, name: 'Acme', plan: 'business', subdomain: 'app', logo },
  }) as SessionView

it('the portal’s header shows the logo and the name of a provider that has a logo', async () => {
  fakeServer({})
  renderScreen(<AccountBox session={session('/api/v1/providers/718/logo?v=abc-480x120')} />)
  const box = await screen.findByRole('region', { name: 'Account and provider' })
  expect(box.querySelector('img')?.getAttribute('src')).toContain('/providers/718/logo')
  expect(screen.getByText('Acme')).toBeTruthy()
})

it('and is as it was for one without', async () => {
  fakeServer({})
  renderScreen(<AccountBox session={session(null)} />)
  const box = await screen.findByRole('region', { name: 'Account and provider' })
  expect([box.querySelector('img'), screen.queryByText('Acme')]).toEqual([null, null])
})
