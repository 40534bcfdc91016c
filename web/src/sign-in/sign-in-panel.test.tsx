import type { FoundProvider } from '@koopid/contract'
import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { fakeServer, problem } from '../testing/fake-server.ts'
import { renderScreen } from '../testing/render.tsx'
import { rememberProvider } from './remembered.ts'
import { SignInPanel } from './sign-in-panel.tsx'

const here = location.origin
const acme: FoundProvider = {
  id: 718,
  name: 'Acme',
  logo: null,
  okta: true,
  loginUrl: `${here}/login`,
  initiateUrl: `${here}/sso/okta/initiate?provider=718`,
}
const far: FoundProvider = {
  id: 719,
  name: 'Globex',
  logo: null,
  okta: true,
  loginUrl: 'http://us-east.app.localhost:3000/login',
  initiateUrl: 'http://us-east.app.localhost:3000/sso/okta/initiate?provider=719',
}
const find = 'POST /api/v1/sign-in/find'
const field = () => screen.findByLabelText('E-mail address or Provider ID')
const open = (provider?: string, target?: string) =>
  renderScreen(<SignInPanel provider={provider} target={target} />)

describe('finding the provider', () => {
  it('offers Okta as a plain link and does not follow it by itself', async () => {
    const calls = fakeServer({ [find]: { providers: [acme] } })
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
    const { user } = open()
    await user.type(await field(), ' ann@acme.com{Enter}')
    const link = await screen.findByRole('link', { name: 'Continue with Okta' })
    expect(link.getAttribute('href')).toBe(acme.initiateUrl)
    expect(calls).toEqual([{ method: 'POST', path: '/api/v1/sign-in/find', body: { query: 'ann@acme.com' } }])
    expect(assign).not.toHaveBeenCalled()
  })

  it('asks for the Provider ID when no provider has the address', async () => {
    fakeServer({ [find]: { providers: [] } })
    const { user } = open()
    await user.type(await field(), 'ann@nowhere.example{Enter}')
    expect(await screen.findByText('No provider found for this address')).toBeTruthy()
    expect(((await field()) as HTMLInputElement).value).toBe('ann@nowhere.example')
  })

  it('shows a refusal with what to do and its incident id', async () => {
    fakeServer({ [find]: problem(429, 'sign_in.too_many_attempts', { remedy: 'Wait a minute.' }) })
    const { user } = open()
    await user.type(await field(), '718{Enter}')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('Wait a minute.')
    expect(alert.textContent).toContain('inc-1')
  })

  it('says so when nothing was typed, without asking the server', async () => {
    const calls = fakeServer({})
    const { user } = open()
    await field()
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    expect(screen.getByText('Enter your e-mail address or your Provider ID.')).toBeTruthy()
    expect(calls).toEqual([])
  })

  it('selects the provider named in the address and carries the target on', async () => {
    const calls = fakeServer({ [find]: { providers: [acme] } })
    open('718', '/agent/x')
    const link = await screen.findByRole('link', { name: 'Continue with Okta' })
    expect(link.getAttribute('href')).toBe(`${acme.initiateUrl}&target_link_uri=%2Fagent%2Fx`)
    expect(calls[0]?.body).toEqual({ query: '718' })
  })

  it('shows the logo of a provider that has one, beside its name', async () => {
    const logo = '/api/v1/providers/718/logo?v=abc-480x120'
    fakeServer({ [find]: { providers: [{ ...acme, logo }] } })
    open('718')
    const card = await screen.findByRole('region', { name: 'Acme' })
    expect(card.querySelector('img')?.getAttribute('src')).toBe(logo)
    expect(card.textContent).toContain('AcmeProvider ID 718')
  })

  it('drops a target on another site', async () => {
    fakeServer({ [find]: { providers: [acme] } })
    open('718', 'https://evil.example/')
    const link = await screen.findByRole('link', { name: 'Continue with Okta' })
    expect(link.getAttribute('href')).toBe(acme.initiateUrl)
  })
})

describe('coming back', () => {
  it('offers the last provider first, with the other ones a click away', async () => {
    rememberProvider(acme)
    fakeServer({ [find]: { providers: [acme] } })
    const { user } = open()
    await screen.findByRole('link', { name: 'Continue to Acme with Okta' })
    await user.click(screen.getByRole('button', { name: 'Another provider' }))
    expect(await field()).toBeTruthy()
  })

  it('asks again, without a reproach, when the last provider is gone', async () => {
    rememberProvider(acme)
    fakeServer({ [find]: { providers: [] } })
    open()
    expect(await field()).toBeTruthy()
    expect(screen.queryByText(/No provider/)).toBeNull()
  })
})

describe('signing in with a password', () => {
  it('happens on the own origin of the provider only', async () => {
    fakeServer({ [find]: { providers: [far] } })
    open('719')
    const link = await screen.findByRole('link', { name: 'Sign in with a password' })
    expect(link.getAttribute('href')).toBe('http://us-east.app.localhost:3000/login?provider=719')
    expect(screen.queryByLabelText('Password')).toBeNull()
  })

  it('goes where the server says', async () => {
    const calls = fakeServer({
      [find]: { providers: [acme] },
      'POST /api/v1/sign-in/password': { landing: '/provider/' },
    })
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
    const { user } = open('718')
    await user.click(await screen.findByRole('button', { name: 'Sign in with a password' }))
    await user.type(screen.getByLabelText('E-mail address'), 'root@acme.com')
    await user.type(screen.getByLabelText('Password'), 'secret{Enter}')
    await waitFor(() => expect(assign).toHaveBeenCalledWith('/provider/'))
    expect(calls.at(-1)?.body).toEqual({ providerId: 718, email: 'root@acme.com', password: 'secret' })
  })

  it('stays on the page with a wrong password', async () => {
    fakeServer({
      [find]: { providers: [acme] },
      'POST /api/v1/sign-in/password': problem(401, 'sign_in.password_rejected'),
    })
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
    const { user } = open('718')
    await user.click(await screen.findByRole('button', { name: 'Sign in with a password' }))
    await user.type(screen.getByLabelText('E-mail address'), 'root@acme.com')
    await user.type(screen.getByLabelText('Password'), 'wrong{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('sign_in.password_rejected')
    expect(assign).not.toHaveBeenCalled()
  })
})
