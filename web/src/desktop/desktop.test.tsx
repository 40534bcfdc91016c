import { useQuery } from '@tanstack/react-query'
import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { sessionQuery } from '../api/queries.ts'
import { fakeServer, problem } from '../testing/fake-server.ts'
import { renderScreen } from '../testing/render.tsx'
import { Desktop } from './desktop.tsx'
import { deskRoutes, QuietSocket, session } from './testing.ts'

/** Suspended until resumed within a gesture, as a browser leaves it after a redirect from Okta. */
class BlockedAudio extends EventTarget {
  state = 'suspended'
  currentTime = 0
  destination = {}
  static tones = 0
  async resume() {
    this.state = 'running'
    this.dispatchEvent(new Event('statechange'))
  }
  createOscillator() {
    BlockedAudio.tones += 1
    const tone = { frequency: {}, connect: () => ({ connect: () => {} }), start: () => {}, stop: () => {} }
    return tone
  }
  createGain() {
    return { gain: { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} } }
  }
}

function open(view = session(), routes: Record<string, unknown> = {}) {
  BlockedAudio.tones = 0
  vi.stubGlobal('AudioContext', BlockedAudio)
  vi.stubGlobal('WebSocket', QuietSocket)
  const calls = fakeServer({
    ...deskRoutes,
    'GET /api/v1/session': view,
    'GET /api/v1/agent/status': { status: 'away', since: '', reason: 'signed_in', by: null },
    'PUT /api/v1/agent/status': (body: unknown) => ({
      ...(body as object),
      since: '',
      reason: 'chosen',
      by: null,
    }),
    'PUT /api/v1/preferences': (body: unknown) => body,
    ...routes,
  })
  const Screen = () => {
    const { data } = useQuery(sessionQuery)
    return data ? <Desktop session={data} brand="Koopid AI" /> : null
  }
  return { ...renderScreen(<Screen />), calls }
}
const chip = (name: RegExp) => screen.findByRole('button', { name }, { timeout: 2000 })

describe('the sound chip', () => {
  it('admits that the browser blocks the sound, and enables it with a click', async () => {
    const { user } = open()
    await user.click(await chip(/Alert sound: Blocked – click to enable/))
    expect(await chip(/Alert sound: On/)).toBeTruthy()
    expect(BlockedAudio.tones).toBe(2)
  })

  it('is muted without launch parameter and choice', async () => {
    open(session({ launch: { alertSound: false, alertSoundOff: false } }))
    expect(await chip(/Alert sound: Muted/)).toBeTruthy()
  })

  it('is there for everybody when the provider turned it on', async () => {
    const settings = { disconnectGrace: 60, idle: 600, alertSound: true }
    open(session({ launch: { alertSound: false, alertSoundOff: false } }), {
      'GET /api/v1/desk-settings': settings,
    })
    expect(await chip(/Alert sound: Blocked/)).toBeTruthy()
  })

  it('keeps a mute on the server', async () => {
    const { user, calls } = open()
    await chip(/Blocked/)
    await user.keyboard('m')
    expect(await chip(/Alert sound: Muted/)).toBeTruthy()
    expect(calls.at(-1)).toEqual({
      method: 'PUT',
      path: '/api/v1/preferences',
      body: { alertSound: 'muted' },
    })
  })

  it('takes a mute back that the server did not keep', async () => {
    const { user } = open(session(), { 'PUT /api/v1/preferences': problem(503, 'service.unavailable') })
    await chip(/Blocked/)
    await user.keyboard('m')
    expect((await screen.findByRole('alert')).textContent).toContain('service.unavailable')
    expect(await chip(/Alert sound: Blocked/)).toBeTruthy()
  })
})

describe('the agent status', () => {
  it('starts away, and "Go available" enables the sound as well', async () => {
    const { user } = open()
    await chip(/Status: Away/)
    await user.click(screen.getAllByRole('button', { name: 'Go available' })[0]!)
    expect(await chip(/Status: Available/)).toBeTruthy()
    expect(await chip(/Alert sound: On/)).toBeTruthy()
  })

  it('stays away, and says why, when the server refuses', async () => {
    const { user } = open(session(), { 'PUT /api/v1/agent/status': problem(503, 'service.unavailable') })
    await chip(/Status: Away/)
    await user.click(screen.getAllByRole('button', { name: 'Go available' })[0]!)
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(await chip(/Status: Away/)).toBeTruthy()
  })

  it('changes with g then a, not while typing', async () => {
    const { user } = open()
    await chip(/Status: Away/)
    const input = document.createElement('input')
    document.body.append(input)
    input.focus()
    await user.keyboard('ga')
    input.remove()
    expect(screen.getByRole('button', { name: /Status: Away/ })).toBeTruthy()
    await user.keyboard('ga')
    expect(await chip(/Status: Available/)).toBeTruthy()
  })
})

describe('the keyboard shortcuts', () => {
  it('are listed with ? and can be switched off', async () => {
    const { user } = open()
    await chip(/Status: Away/)
    await user.keyboard('?')
    await user.click(await screen.findByRole('switch'))
    await user.click(screen.getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.keyboard('ga')
    expect(screen.getByRole('button', { name: /Status: Away/ })).toBeTruthy()
  })
})

describe('the top bar', () => {
  const logo = '/api/v1/providers/719/logo?v=abc-480x120'
  const bar = () => screen.findByRole('banner')

  it('has the mark and the name of the product for a provider without a logo', async () => {
    open()
    expect((await bar()).textContent).toContain('Koopid AI')
    expect((await bar()).textContent).toContain('AcmeProvider ID 719')
  })

  it('has the logo instead of it for one that has one, and its name can still be read', async () => {
    open(session({ provider: { ...session().provider, logo } }))
    expect((await bar()).querySelector('img')?.getAttribute('src')).toBe(logo)
    expect((await bar()).textContent).not.toContain('Koopid AI')
    expect((await bar()).textContent).toContain('AcmeProvider ID 719')
  })
})
