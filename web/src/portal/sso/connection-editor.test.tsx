import type { ConnectionPage } from '@koopid/contract'
import { useQuery } from '@tanstack/react-query'
import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { connectionQuery } from '../../api/queries.ts'
import { fakeServer, problem } from '../../testing/fake-server.ts'
import { renderScreen } from '../../testing/render.tsx'
import { ConnectionEditor } from './connection-editor.tsx'

const page: ConnectionPage = {
  planIncludesSso: true,
  setup: {
    subdomain: 'app',
    providerId: '718',
    redirectUri: 'http://app.localhost:3000/sso/okta/callback',
    initiateUri: 'http://app.localhost:3000/sso/okta/initiate?provider=718',
    postLogoutRedirectUri: 'http://app.localhost:3000/login?state=signed-out',
  },
  live: null,
  draft: null,
  draftTest: null,
}
const checked = { oktaDomain: 'acme.okta.com', issuer: 'https://acme.okta.com', passed: true, checks: [] }
const draftOf = (body: unknown) => ({
  issuer: 'https://acme.okta.com',
  hasClientSecret: false,
  updatedAt: '2026-01-01T00:00:00Z',
  ...(body as { oktaDomain: string; clientId: string; emailFormats: string[] }),
})

function open(routes: Record<string, unknown> = {}, view = page) {
  const calls = fakeServer({
    'GET /api/v1/connection': view,
    'POST /api/v1/connection/check': checked,
    'POST /api/v1/connection/email-formats/try': { allowed: true, refusal: null, formats: [] },
    'PUT /api/v1/connection/draft': (body: unknown) => ({ ...page, draft: draftOf(body) }),
    'POST /api/v1/connection/test-sign-in': { url: '/sso/okta/authorize' },
    ...routes,
  })
  const Screen = () => {
    const { data } = useQuery(connectionQuery)
    return data ? <ConnectionEditor page={data} test={undefined} /> : null
  }
  return { ...renderScreen(<Screen />), calls }
}

async function fill(user: ReturnType<typeof open>['user']) {
  await user.type(await screen.findByLabelText('Okta domain'), 'acme.okta.com')
  await user.type(screen.getByLabelText('Client ID'), '0oa1')
  await user.type(screen.getByLabelText('E-mail format 1'), '*@acme.com')
}
const button = (name: string) => screen.getByRole('button', { name }) as HTMLButtonElement

describe('the single sign-on form', () => {
  it('saves what is typed before it tests, then follows to Okta', async () => {
    const { user, calls } = open()
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
    await fill(user)
    await user.click(button('Test sign-in'))
    await waitFor(() => expect(assign).toHaveBeenCalledWith('/sso/okta/authorize'))
    const changes = calls.filter(({ path }) => /draft|test-sign-in/.test(path)).map(({ path }) => path)
    expect(changes).toEqual(['/api/v1/connection/draft', '/api/v1/connection/test-sign-in'])
  })

  it('does not test what could not be saved', async () => {
    const { user, calls } = open({
      'PUT /api/v1/connection/draft': problem(400, 'connection.domain_invalid', { detail: 'No.' }),
    })
    await fill(user)
    await user.click(button('Test sign-in'))
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(calls.some(({ path }) => path.endsWith('/test-sign-in'))).toBe(false)
  })

  it('explains why Activate is disabled', async () => {
    const { user } = open()
    await fill(user)
    await user.click(button('Save draft'))
    await waitFor(() => expect(button('Activate').disabled).toBe(true))
    expect(await screen.findByText(/You can activate after it has passed/)).toBeTruthy()
  })

  it('checks with Okta once typing pauses, not at every key', async () => {
    const { user, calls } = open()
    await user.type(await screen.findByLabelText('Okta domain'), 'acme.okta.com')
    await waitFor(() => expect(calls.some(({ path }) => path.endsWith('/check'))).toBe(true), {
      timeout: 3000,
    })
    expect(calls.filter(({ path }) => path.endsWith('/check'))).toHaveLength(1)
  })

  it('is closed without single sign-on in the plan', async () => {
    open({}, { ...page, planIncludesSso: false })
    expect(((await screen.findByLabelText('Okta domain')) as HTMLInputElement).disabled).toBe(true)
    expect(screen.getByText('Your plan does not include single sign-on')).toBeTruthy()
  })
})
