import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, problem } from '../testing/fake-server.ts'
import { api } from './client.ts'
import { ApiProblem, asProblem } from './problem.ts'
import { leaveForSignIn, noteSigningOut, signInAddress } from './session-end.ts'

afterEach(() => history.replaceState(null, '', '/'))

describe('a call that fails', () => {
  it('throws the problem document', async () => {
    fakeServer({ 'GET /api/v1/connection': problem(403, 'session.forbidden', { remedy: 'Ask.' }) })
    const error = asProblem(await api.connection().catch((thrown) => thrown))
    expect(error).toBeInstanceOf(ApiProblem)
    expect([error.code, error.remedy, error.incident]).toEqual(['session.forbidden', 'Ask.', 'inc-1'])
  })

  it('has words of its own when the portal cannot be reached', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')))
    const error = asProblem(await api.brand().catch((thrown) => thrown))
    expect([error.code, error.title]).toEqual(['client.unreachable', 'No connection'])
  })

  it('has words of its own when the answer is no problem document', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>Bad gateway', { status: 502 }))
    const error = asProblem(await api.brand().catch((thrown) => thrown))
    expect([error.status, error.code]).toEqual([502, 'client.unexpected_answer'])
  })
})

describe('a session that is missing', () => {
  it('leads to the sign-in page and back to where one was', async () => {
    history.replaceState(null, '', '/provider/traces?outcome=refused')
    fakeServer({ 'GET /api/v1/session': problem(401, 'session.missing') })
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
    await api.session().catch(() => {})
    expect(assign).toHaveBeenCalledWith('/login?target=%2Fprovider%2Ftraces%3Foutcome%3Drefused')
  })

  it('is called ended once there was one', () => {
    expect(signInAddress('/agent/', 'ended')).toBe('/login?reason=ended&target=%2Fagent%2F')
  })

  it.each([
    ['deprovisioned', 'deprovisioned'],
    ['connection_deactivated', 'connection_deactivated'],
    ['role_changed', 'ended'],
    ['<b>fired</b>', 'ended'],
  ])('says why it ended, in words that the sign-in page knows: %s → %s', (reason, said) => {
    history.replaceState(null, '', '/agent/')
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
    leaveForSignIn(reason)
    expect(assign).toHaveBeenCalledWith(`/login?reason=${said}&target=%2Fagent%2F`)
  })

  it('leads nowhere while the person signs out, which has its own way to go', () => {
    history.replaceState(null, '', '/agent/')
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
    noteSigningOut(true)
    leaveForSignIn('signed_out')
    expect(assign).not.toHaveBeenCalled()
    noteSigningOut(false)
    leaveForSignIn('signed_out')
    expect(assign).toHaveBeenCalledWith('/login?reason=signed_out&target=%2Fagent%2F')
  })

  it('is looked for once more when another tab of this browser has signed in again', () => {
    history.replaceState(null, '', '/agent/')
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => {})
    leaveForSignIn('replaced')
    expect(reload).toHaveBeenCalledOnce()
    expect(assign).not.toHaveBeenCalled()
  })

  it('does not take a wrong password for a missing session', async () => {
    history.replaceState(null, '', '/provider/')
    fakeServer({ 'POST /api/v1/sign-in/password': problem(401, 'sign_in.password_rejected') })
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
    await api.signInWithPassword({ providerId: 1, email: 'a@b.c', password: 'x' }).catch(() => {})
    expect(assign).not.toHaveBeenCalled()
  })
})
