import type { PersonView } from '@koopid/contract'
import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderScreen } from '../../testing/render.tsx'
import { PeopleList } from './people-list.tsx'

const person = (part: Partial<PersonView>): PersonView => ({
  id: 'p',
  name: 'Ann Lee',
  email: 'ann@acme.com',
  username: 'ann@acme.com',
  phone: null,
  picture: null,
  role: 'none',
  agent: true,
  source: 'okta',
  active: true,
  createdAt: '2026-01-01T00:00:00Z',
  lastSignInAt: null,
  ...part,
})

it('shows the phone number below the address, and the picture, of those who have them', async () => {
  const picture = '/api/v1/people/p/picture?v=1'
  const people = [person({ phone: '+49301234567', picture }), person({ id: 'b', name: 'Bo Day' })]
  renderScreen(<PeopleList people={people} mayChange={false} />)
  const number = await screen.findByText('+49301234567')
  expect(number.previousElementSibling?.textContent).toBe('ann@acme.com')
  expect([...document.querySelectorAll('img')].map((one) => one.getAttribute('src'))).toEqual([picture])
  expect(screen.getByText('BD')).toBeTruthy()
})
