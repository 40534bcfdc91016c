import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Avatar } from './avatar.tsx'

const picture = () => document.querySelector('img')

it('without a picture, and with one that cannot be loaded, there are initials; another one is tried', () => {
  const { rerender } = render(<Avatar name="Ann Lee" picture={null} />)
  expect([picture(), screen.getByText('AL')]).toMatchObject([null, {}])
  rerender(<Avatar name="Ann Lee" picture="/one" />)
  expect(picture()).toMatchObject({ alt: '', width: 38, height: 38 })
  expect(screen.queryByText('AL')).toBeNull()
  fireEvent.error(picture()!)
  expect([picture(), screen.getByText('AL')]).toMatchObject([null, {}])
  rerender(<Avatar name="Ann Lee" picture="/two" />)
  expect(picture()?.getAttribute('src')).toBe('/two')
})
