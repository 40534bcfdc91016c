import type { OwnSession } from '@koopid/contract'
import { useQuery } from '@tanstack/react-query'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { sessionQuery } from '../../api/queries.ts'
import { fakeServer, problem } from '../../testing/fake-server.ts'
import { renderScreen } from '../../testing/render.tsx'
import { type Desk, DeskProvider } from '../desk-context.ts'
import { session } from '../testing.ts'
import { OwnSessions } from './own-sessions.tsx'
import { Person } from './person.tsx'

const local = session({ user: { ...session().user, source: 'local' } })
const here: OwnSession = {
  id: 's1',
  method: 'okta',
  startedAt: '2026-01-01T09:00:00Z',
  seenAt: '2026-01-01T09:00:00Z',
  current: true,
}
const there: OwnSession = { ...here, id: 's2', method: 'password', current: false }
const third: OwnSession = { ...there, id: 's3' }

function open(view = local, routes: Record<string, unknown> = {}) {
  const calls = fakeServer({
    'GET /api/v1/session': view,
    'GET /api/v1/profile/sessions': { sessions: [here, there, third] },
    ...routes,
  })
  const Screen = () => {
    const { data } = useQuery(sessionQuery)
    if (!data) return null
    return (
      <DeskProvider value={{ session: data } as Desk}>
        <Person />
        <OwnSessions />
      </DeskProvider>
    )
  }
  return { ...renderScreen(<Screen />), calls }
}
const written = (calls: { method: string; path: string; body: unknown }[]) =>
  calls.filter(({ method }) => method !== 'GET')

describe('a person from Okta', () => {
  it('reads name and address, and where they come from, and changes the phone number only', async () => {
    open(session())
    expect(await screen.findByText('Your name and e-mail address come from Okta.')).toBeTruthy()
    expect(screen.getByText('Ann Lee')).toBeTruthy()
    expect(screen.getAllByRole('textbox')).toEqual([screen.getByLabelText('Phone number')])
    expect(screen.queryByRole('button', { name: 'Change password' })).toBeNull()
  })
})

describe('a local person', () => {
  it('changes the name, and sees it as the server has cleaned it', async () => {
    const { user, calls } = open(local, {
      'PATCH /api/v1/profile': { name: 'Ada Lovelace', phone: null, picture: null },
    })
    const field = (await screen.findByLabelText('Name')) as HTMLInputElement
    await user.clear(field)
    await user.type(field, 'Ada  Lovelace{Enter}')
    await screen.findByText('Your name is saved.')
    expect(field.value).toBe('Ada Lovelace')
    expect(written(calls)).toEqual([
      { method: 'PATCH', path: '/api/v1/profile', body: { name: 'Ada  Lovelace' } },
    ])
    expect(calls.filter(({ path }) => path === '/api/v1/session')).toHaveLength(2)
  })

  const type = async (user: ReturnType<typeof open>['user'], current: string, next: string) => {
    await user.click(await screen.findByRole('button', { name: 'Change password' }))
    await user.type(screen.getByLabelText('Current password'), current)
    await user.type(screen.getByLabelText('New password'), next)
    await user.click(screen.getByRole('button', { name: 'Change password' }))
  }

  it('changes the password, and sees where they still are signed in', async () => {
    const { user, calls } = open(local, { 'PUT /api/v1/profile/password': {} })
    await type(user, 'old secret', 'a new long secret')
    expect(await screen.findByText(/Your password is changed/)).toBeTruthy()
    expect(screen.queryByLabelText('Current password')).toBeNull()
    expect(written(calls)[0]?.body).toEqual({
      currentPassword: 'old secret',
      newPassword: 'a new long secret',
    })
    await waitFor(() =>
      expect(calls.filter(({ path }) => path === '/api/v1/profile/sessions')).toHaveLength(2),
    )
  })

  it.each([
    ['profile.password_rejected', 403, 'Current password', 'This is not your current password.'],
    ['request.invalid', 400, 'New password', /This password cannot be used/],
  ])('reads what is wrong beside the field: %s', async (code, status, label, words) => {
    const { user } = open(local, { 'PUT /api/v1/profile/password': problem(status, code) })
    await type(user, 'old', 'new')
    expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.getByLabelText(label).getAttribute('aria-invalid')).toBe('true')
  })

  it('reads any other refusal as everywhere', async () => {
    const { user } = open(local, {
      'PUT /api/v1/profile/password': problem(429, 'sign_in.too_many_attempts'),
    })
    await type(user, 'old', 'new')
    expect((await screen.findByRole('alert')).textContent).toContain('sign_in.too_many_attempts')
  })
})

describe('the phone number', () => {
  const save = async (user: ReturnType<typeof open>['user'], text: string) => {
    const field = (await screen.findByLabelText('Phone number')) as HTMLInputElement
    await user.clear(field)
    if (text) await user.type(field, text)
    await user.type(field, '{Enter}')
    return field
  }
  const answer = (phone: string | null) => ({
    'PATCH /api/v1/profile': { name: 'Ann Lee', phone, picture: null },
  })

  it('is seen as the server keeps it', async () => {
    const { user, calls } = open(session(), answer('+49301234567'))
    const field = await save(user, '+49 (30) 1234567')
    await screen.findByText('Your phone number is saved.')
    expect(field.value).toBe('+49301234567')
    const body = { phone: '+49 (30) 1234567' }
    expect(written(calls)).toEqual([{ method: 'PATCH', path: '/api/v1/profile', body }])
  })

  it('is removed when nothing is left of it', async () => {
    const known = session({ user: { ...session().user, phone: '+49301234567' } })
    const { user, calls } = open(known, answer(null))
    await save(user, '')
    await screen.findByText('Your phone number is removed.')
    expect(written(calls)[0]?.body).toEqual({ phone: '' })
  })

  it('that is none is told beside the field, and what was typed stays', async () => {
    const { user } = open(session(), { 'PATCH /api/v1/profile': problem(400, 'request.invalid') })
    const field = await save(user, '12')
    expect(await screen.findByText(/^A phone number begins with/)).toBeTruthy()
    expect([field.value, field.getAttribute('aria-invalid')]).toEqual(['12', 'true'])
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('where one is signed in', () => {
  it('is listed, and the one in use cannot be ended', async () => {
    open()
    const rows = await screen.findAllByRole('listitem')
    expect(rows).toHaveLength(3)
    expect(within(rows[0]!).getByText('This browser')).toBeTruthy()
    expect(within(rows[0]!).queryByRole('button')).toBeNull()
    expect(within(rows[1]!).getByText('With a password')).toBeTruthy()
  })

  it('another one is ended, and the list is as the server says then', async () => {
    const { user, calls } = open(local, {
      'DELETE /api/v1/profile/sessions/s2': { sessions: [here, third] },
    })
    const [first] = await screen.findAllByRole('button', { name: /Sign out the session/ })
    await user.click(first!)
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2))
    expect(written(calls).map(({ path }) => path)).toEqual(['/api/v1/profile/sessions/s2'])
  })

  it('all others are ended once one has confirmed it', async () => {
    const { user, calls } = open(local, {
      'POST /api/v1/profile/sessions/end-others': { sessions: [here] },
    })
    await user.click(await screen.findByRole('button', { name: 'Sign out everywhere else' }))
    expect(written(calls)).toEqual([])
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Sign out' }))
    expect(await screen.findByText('You are signed in here only.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Sign out everywhere else' })).toBeNull()
  })

  it('one that has ended meanwhile is no longer listed', async () => {
    let sessions = [here, there]
    const { user } = open(local, {
      'GET /api/v1/profile/sessions': () => ({ sessions }),
      'DELETE /api/v1/profile/sessions/s2': problem(404, 'request.not_found'),
    })
    const end = await screen.findByRole('button', { name: /Sign out the session/ })
    sessions = [here]
    await user.click(end)
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1))
  })
})
