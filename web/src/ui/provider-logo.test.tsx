import { fireEvent, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderScreen } from '../testing/render.tsx'
import { fitted, ProviderLogo } from './provider-logo.tsx'

const within = { width: 160, height: 36 }
const open = async (logo: string | null) => {
  renderScreen(
    <div data-testid="place">
      <ProviderLogo logo={logo} within={within} fallback="the mark" />
    </div>,
  )
  const place = await screen.findByTestId('place')
  return { place, image: () => place.querySelector('img') }
}

it.each([
  [
    { width: 480, height: 120 },
    { width: 144, height: 36 },
  ],
  [
    { width: 1024, height: 64 },
    { width: 160, height: 10 },
  ],
  [
    { width: 20, height: 16 },
    { width: 20, height: 16 },
  ],
  [
    { width: 1024, height: 1 },
    { width: 160, height: 1 },
  ],
  [
    { width: 1, height: 1024 },
    { width: 1, height: 36 },
  ],
])('a logo of %o is shown as %o: whole, never blown up, never gone', (size, shown) =>
  expect(fitted(size, within)).toEqual(shown),
)

it('keeps the place of a logo before it is there, from what its address says', async () => {
  const { image } = await open('/api/v1/providers/719/logo?v=abc-480x120')
  expect([image()?.width, image()?.height, image()?.getAttribute('alt')]).toEqual([144, 36, ''])
})

it('shows what there was before where a provider has no logo, or it does not come', async () => {
  const without = await open(null)
  expect([without.place.textContent, without.image()]).toEqual(['the mark', null])
  document.body.replaceChildren()
  const broken = await open('/api/v1/providers/719/logo?v=gone-8x8')
  fireEvent.error(broken.image()!)
  expect([broken.place.textContent, broken.image()]).toEqual(['the mark', null])
})
