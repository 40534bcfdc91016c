import type { AgentView, Conversation, SessionView, Statusboard } from '@koopid/contract'
import { screen, waitFor, within } from '@testing-library/react'
import { Suspense } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, problem } from '../../testing/fake-server.ts'
import { renderScreen } from '../../testing/render.tsx'
import { takers } from './agent-state.ts'
import { StatusboardPage } from './statusboard-page.tsx'
import { throttle } from './throttle.ts'

const agent = (name: string, part: Partial<AgentView> = {}): AgentView => ({
  id: name.toLowerCase(),
  name,
  picture: null,
  status: 'available',
  reason: 'chosen',
  by: null,
  since: '2026-01-01T00:00:00Z',
  connected: true,
  idle: false,
  load: 1,
  limit: 5,
  alert: 'on',
  teams: ['support'],
  ...part,
})
const conversation = (id: string, assignee: Conversation['assignee']) =>
  ({
    id,
    channel: { id: 'web', name: 'Web chat', kind: 'web' },
    team: { id: 'support', name: 'Support' },
    customer: { id, name: `Customer ${id}`, email: null },
    assignee,
    waitingSince: null,
    createdAt: '2026-01-01T00:00:00Z',
    assignedAt: null,
    requeued: 0,
  }) as unknown as Conversation
const board: Statusboard = {
  queue: [conversation('1', null)],
  live: [conversation('2', { id: 'gia', name: 'Gia' })],
  agents: [agent('Gia'), agent('Hal', { alert: 'blocked' }), agent('Ida', { load: 5 })],
}
const session = {
  user: { id: 'me', email: 'a@b.c', name: 'Me', role: 'supervisor', agent: false, source: 'okta' },
  provider: { id: 719, name: 'Globex', plan: 'enterprise', subdomain: 'app', logo: null },
} as SessionView

class FakeSocket {
  static OPEN = 1
  static last: FakeSocket
  static sent: unknown[] = []
  readyState = 1
  seq = 0
  onopen: (() => void) | undefined
  onmessage: ((event: { data: string }) => void) | undefined
  constructor() {
    FakeSocket.last = this
  }
  send = (text: string) => void FakeSocket.sent.push(JSON.parse(text))
  close() {}
  frame(type: string) {
    this.seq += 1
    this.onmessage?.({ data: JSON.stringify({ v: 1, type, seq: this.seq, ts: '', data: {} }) })
  }
}

let keys: Array<string | undefined>

async function open(routes: Record<string, unknown> = {}) {
  const calls = fakeServer({
    'GET /api/v1/session': session,
    'GET /api/v1/brand': { name: 'Koopid AI' },
    'GET /api/v1/statusboard': board,
    ...routes,
  })
  const answered = globalThis.fetch
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (init.method === 'POST') keys.push((init.headers as Record<string, string>)['idempotency-key'])
    return answered(path, init)
  })
  const view = renderScreen(
    <Suspense>
      <StatusboardPage />
    </Suspense>,
  )
  await screen.findByText('Customer 1')
  const act = async (name: string, item: string) => {
    await view.user.click(screen.getByRole('button', { name: `Actions for ${name}` }))
    await view.user.click(await screen.findByRole('menuitem', { name: item }))
  }
  const changes = () => calls.filter(({ method }) => method === 'POST')
  return { ...view, calls, act, changes }
}

beforeEach(() => {
  keys = []
  FakeSocket.sent = []
  vi.stubGlobal('WebSocket', FakeSocket)
})

describe('the statusboard', () => {
  it('says in words who cannot hear an alert', async () => {
    await open()
    const agents = screen.getByRole('table', { name: 'Agents' })
    const row = within(agents).getByText('Hal').closest('tr')!
    expect(within(row).getByText('Cannot hear alerts')).toBeTruthy()
    expect(within(agents).getAllByText('Cannot hear alerts')).toHaveLength(1)
  })

  it('asks again when the desk says that something changed, and when the connection is back', async () => {
    const { calls } = await open()
    const asked = () => calls.filter(({ path }) => path === '/api/v1/statusboard').length
    expect(asked()).toBe(1)
    FakeSocket.last.onopen?.()
    expect(FakeSocket.sent).toMatchObject([{ type: 'subscribe', data: { topic: 'statusboard' } }])
    FakeSocket.last.frame('hello')
    await waitFor(() => expect(asked()).toBe(2))
    FakeSocket.last.frame('mention')
    FakeSocket.last.frame('conversation.queued')
    await waitFor(() => expect(asked()).toBe(3))
  })

  it('asks who the provider is when its name or logo changed, and not for the board', async () => {
    const { calls } = await open()
    const asked = (path: string) => calls.filter((call) => call.path === path).length
    const before = asked('/api/v1/session')
    FakeSocket.last.frame('provider.changed')
    await waitFor(() => expect(asked('/api/v1/session')).toBe(before + 1))
    expect(asked('/api/v1/statusboard')).toBe(1)
  })

  it('sends conversations back to the queue only when that is asked for', async () => {
    const { user, act, changes } = await open({ 'POST /api/v1/agents/gia/away': {} })
    await act('Gia', 'Set to away…')
    await user.click(screen.getByRole('button', { name: 'Set to away' }))
    await waitFor(() => expect(changes()[0]?.body).toEqual({ requeue: false }))
    await waitFor(() => expect(screen.queryByText('Set Gia to away?')).toBeNull())
    await act('Gia', 'Set to away…')
    await user.click(await screen.findByLabelText(/^Put their conversations/))
    await user.click(screen.getByRole('button', { name: 'Set to away' }))
    await waitFor(() => expect(changes()[1]?.body).toEqual({ requeue: true }))
  })

  it('signs nobody out without a second question', async () => {
    const { user, act, changes } = await open({ 'POST /api/v1/agents/gia/sign-out': {} })
    await act('Gia', 'Sign out…')
    expect(changes()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Sign out' }))
    await waitFor(() => expect(changes()).toMatchObject([{ path: '/api/v1/agents/gia/sign-out' }]))
  })

  it('reassigns under a key of its own, and offers no agent who holds it or is full', async () => {
    const { user, act, changes } = await open({
      'POST /api/v1/conversations/2/assign': conversation('2', { id: 'hal', name: 'Hal' }),
    })
    await act('Customer 2', 'Assign to…')
    const options = within(screen.getByLabelText('Agent')).getAllByRole('option')
    expect(options.map(({ textContent }) => textContent)).toEqual(['Choose an agent', 'Hal (holds 1 of 5)'])
    await user.click(screen.getByRole('button', { name: 'Assign' }))
    expect(changes()).toEqual([])
    await user.selectOptions(screen.getByLabelText('Agent'), 'hal')
    await user.click(screen.getByRole('button', { name: 'Assign' }))
    await waitFor(() => expect(changes()).toMatchObject([{ body: { agent: 'hal' } }]))
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('offers to take over only to who may use the agent desktop', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: 'Actions for Customer 2' }))
    expect(await screen.findByRole('menuitem', { name: 'Assign to…' })).toBeTruthy()
    expect(screen.queryByRole('menuitem', { name: 'Take over' })).toBeNull()
  })

  it('leads to the conversation only once it is taken over', async () => {
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
    const answers = [problem(409, 'conversation.closed'), conversation('2', { id: 'me', name: 'Me' })]
    const { act } = await open({
      'GET /api/v1/session': { ...session, user: { ...session.user, agent: true } },
      'POST /api/v1/conversations/2/take': () => answers.shift(),
    })
    await act('Customer 2', 'Take over')
    await waitFor(() => expect(answers).toHaveLength(1))
    await act('Customer 2', 'Take over')
    await waitFor(() => expect(assign).toHaveBeenCalledWith('/agent/c/2'))
    expect(assign).toHaveBeenCalledTimes(1)
  })
})

describe('who could take one more', () => {
  it.each([
    ['away', { status: 'away' }],
    ['idle', { idle: true }],
    ['not connected', { connected: false }],
    ['full', { load: 5 }],
  ] as const)('is not who is %s', (_name, part) => {
    expect(takers([agent('Ann', part)], undefined)).toEqual([])
  })
})

describe('asking again', () => {
  it('answers a burst with two calls, the second after the first is over', async () => {
    vi.useFakeTimers()
    const ended: Array<() => void> = []
    const ask = vi.fn(() => new Promise<void>((done) => ended.push(done)))
    const refresh = throttle(ask, 500)
    for (let n = 0; n < 20; n += 1) refresh.ask()
    await vi.advanceTimersByTimeAsync(2000)
    expect(ask).toHaveBeenCalledTimes(1)
    refresh.ask()
    ended[0]!()
    await vi.advanceTimersByTimeAsync(0)
    expect(ask).toHaveBeenCalledTimes(2)
    refresh.stop()
    vi.useRealTimers()
  })
})
