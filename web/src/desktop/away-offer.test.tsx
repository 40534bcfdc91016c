import { useQuery } from '@tanstack/react-query'
import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sessionQuery } from '../api/queries.ts'
import { fakeServer, problem } from '../testing/fake-server.ts'
import { renderScreen } from '../testing/render.tsx'
import { Desktop } from './desktop.tsx'
import { conversation, deskRoutes, QuietSocket, session } from './testing.ts'

const now = Date.parse('2026-01-01T14:00:00Z')
const minute = 60_000
const held = [conversation({ id: 'c1' }), conversation({ id: 'c2' })]
const away = { status: 'away', since: new Date(now - minute).toISOString(), reason: 'idle', by: null }

vi.mock('./use-address.ts', () => ({ useAddress: () => ({ openId: undefined, open: () => {} }) }))
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now })
  vi.stubGlobal('WebSocket', QuietSocket)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(600)
})
afterEach(() => vi.useRealTimers())

async function open(routes: Record<string, unknown> = {}) {
  const calls = fakeServer({
    ...deskRoutes,
    'GET /api/v1/session': session(),
    'GET /api/v1/agent/status': away,
    'PUT /api/v1/agent/status': { ...away, status: 'available', reason: 'chosen' },
    'GET /api/v1/conversations?list=mine': { conversations: held, total: 2, next: null },
    'GET /api/v1/agent/open': { conversations: held },
    'POST /api/v1/conversations/c1/requeue': { ...held[0], status: 'queued', assignee: null, seq: 2 },
    'POST /api/v1/conversations/c2/requeue': { ...held[1], status: 'queued', assignee: null, seq: 2 },
    ...routes,
  })
  const Screen = () => {
    const { data } = useQuery(sessionQuery)
    return data ? <Desktop session={data} brand="Koopid AI" /> : null
  }
  const rendered = renderScreen(<Screen />)
  await screen.findByRole('button', { name: 'Status: Away' })
  await screen.findByRole('tab', { name: /Mine.*2/ })
  const written = () =>
    calls.filter(({ method }) => method !== 'GET').map((call) => `${call.method} ${call.path}`)
  return { ...rendered, written }
}
/** Nothing moved until then, and the page is looked at. */
const lookAt = (at: number) => {
  vi.setSystemTime(at)
  act(() => void window.dispatchEvent(new Event('focus')))
}
const dialog = () => screen.queryByRole('dialog')
const press = (name: string) => screen.getByRole('button', { name })

it('asks after fifteen silent minutes, not before, and does nothing by itself', async () => {
  const { written } = await open()
  lookAt(now + 15 * minute - 1)
  expect(dialog()).toBeNull()
  lookAt(now + 15 * minute)
  expect(dialog()?.textContent).toMatch(/You have been away since .+ and hold 2 conversations\./)
  lookAt(now + 60 * minute)
  expect(dialog()).toBeTruthy()
  expect(written()).toEqual([])
})

it('stays when somebody comes back, who is the one to answer', async () => {
  const { user } = await open()
  lookAt(now + 20 * minute)
  await user.hover(screen.getByText('Are you still there?'))
  lookAt(now + 20 * minute + 10_000)
  expect(dialog()).toBeTruthy()
})

it('puts each of them back in the queue', async () => {
  const { user, written } = await open()
  lookAt(now + 15 * minute)
  await user.click(press('Put back in the queue'))
  await waitFor(() => expect(dialog()).toBeNull())
  expect(written()).toEqual([
    'POST /api/v1/conversations/c1/requeue',
    'POST /api/v1/conversations/c2/requeue',
  ])
  expect(screen.getByRole('button', { name: 'Status: Away' })).toBeTruthy()
})

it('minds no conversation that has ended or gone elsewhere meanwhile', async () => {
  const { user, written } = await open({
    'POST /api/v1/conversations/c1/requeue': problem(409, 'conversation.closed'),
  })
  lookAt(now + 15 * minute)
  await user.click(press('Put back in the queue'))
  await waitFor(() => expect(dialog()).toBeNull())
  expect(written()).toContain('POST /api/v1/conversations/c2/requeue')
})

it('says so when the server refuses, and asks on', async () => {
  const { user } = await open({
    'POST /api/v1/conversations/c1/requeue': problem(403, 'session.forbidden'),
  })
  lookAt(now + 15 * minute)
  await user.click(press('Put back in the queue'))
  await waitFor(() => expect(dialog()?.textContent).toContain('session.forbidden'))
})

it('"I am back" goes available', async () => {
  const { user, written } = await open()
  lookAt(now + 15 * minute)
  await user.click(press('I am back'))
  await waitFor(() => expect(dialog()).toBeNull())
  expect(screen.getByRole('button', { name: 'Status: Available' })).toBeTruthy()
  expect(written()).toEqual(['PUT /api/v1/agent/status'])
})

it('asks again fifteen minutes after it was put aside', async () => {
  const { user } = await open()
  lookAt(now + 15 * minute)
  await user.click(press('Close'))
  expect(dialog()).toBeNull()
  lookAt(now + 30 * minute - 1)
  expect(dialog()).toBeNull()
  lookAt(now + 30 * minute)
  expect(dialog()).toBeTruthy()
})

it('does not ask who is away by choice', async () => {
  await open({ 'GET /api/v1/agent/status': { ...away, reason: 'chosen' } })
  lookAt(now + 60 * minute)
  expect(dialog()).toBeNull()
})

it('does not ask who holds nothing any more', async () => {
  await open()
  act(() => {
    QuietSocket.last.opens()
    QuietSocket.last.says('conversation.closed', { conversation: { ...held[0], status: 'closed', seq: 2 } })
    QuietSocket.last.says('conversation.closed', { conversation: { ...held[1], status: 'closed', seq: 2 } })
  })
  lookAt(now + 60 * minute)
  expect(dialog()).toBeNull()
})
