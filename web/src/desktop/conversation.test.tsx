import type { Message, NewMessage } from '@koopid/contract'
import { useQuery } from '@tanstack/react-query'
import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sessionQuery } from '../api/queries.ts'
import { fakeServer, problem } from '../testing/fake-server.ts'
import { renderScreen } from '../testing/render.tsx'
import { Desktop } from './desktop.tsx'
import { conversation, deskRoutes, message, QuietSocket, session } from './testing.ts'

vi.mock('./use-address.ts', () => ({ useAddress: () => ({ openId: 'c1', open: () => {} }) }))

/** Nothing is laid out here; lists and logs get a size from this. */
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(600)
})

function open(part: Parameters<typeof conversation>[0] = {}, routes: Record<string, unknown> = {}) {
  vi.stubGlobal('WebSocket', QuietSocket)
  const one = conversation(part)
  const calls = fakeServer({
    ...deskRoutes,
    'GET /api/v1/session': session(),
    'GET /api/v1/agent/status': { status: 'available', since: '', reason: 'chosen', by: null },
    'GET /api/v1/conversations?list=mine': { conversations: [one], total: 1, next: null },
    'GET /api/v1/conversations/c1': { conversation: one, draft: null, ledger: [] },
    'GET /api/v1/conversations/c1/messages?before=2147483647': { messages: [message()], more: false },
    'PUT /api/v1/conversations/c1/read': {},
    'PUT /api/v1/conversations/c1/draft': {},
    ...routes,
  })
  const Screen = () => {
    const { data } = useQuery(sessionQuery)
    return data ? <Desktop session={data} brand="Koopid AI" /> : null
  }
  return { ...renderScreen(<Screen />), calls }
}
const log = () => screen.findByRole('log')
const field = () => screen.findByRole('combobox', { name: 'Message' })
const written = (body: unknown): Message => {
  const { kind, body: text } = body as NewMessage
  return message({ id: 'm2', seq: 2, kind, body: text, author: { id: 'p', name: 'Ann Lee' }, clientId: 'k' })
}

describe('a reply', () => {
  it('is there at once, and once, however often the server tells of it', async () => {
    const { user } = open({}, { 'POST /api/v1/conversations/c1/messages': written })
    await user.type(await field(), 'On its way{Enter}')
    expect(within(await log()).getByText('On its way')).toBeTruthy()
    expect(((await field()) as HTMLTextAreaElement).value).toBe('')
    await waitFor(() => expect(screen.queryByText('Sending…')).toBeNull())
    act(() => {
      QuietSocket.last.opens()
      QuietSocket.last.says('message.created', { message: written({ kind: 'agent', body: 'On its way' }) })
    })
    expect(within(await log()).getAllByText('On its way')).toHaveLength(1)
  })

  it('that was refused stays, says why, and can be sent again', async () => {
    let refuse = true
    const answer = (body: unknown) =>
      refuse ? problem(409, 'conversation.gone', { detail: 'It went on.' }) : written(body)
    const { user } = open({}, { 'POST /api/v1/conversations/c1/messages': answer })
    await user.type(await field(), 'On its way{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('Not sent: It went on.')
    refuse = false
    await user.click(screen.getByRole('button', { name: 'Send again' }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
    expect(within(await log()).getAllByText('On its way')).toHaveLength(1)
  })

  it('is not sent by Shift+Enter', async () => {
    const { user, calls } = open()
    await user.type(await field(), 'One{Shift>}{Enter}{/Shift}Two')
    expect(((await field()) as HTMLTextAreaElement).value).toBe('One\nTwo')
    expect(calls.filter(({ method }) => method === 'POST')).toEqual([])
  })
})

describe('a canned reply', () => {
  const reply = { id: 'r1', title: 'Parcel', shortcut: 'parcel', body: 'It arrives tomorrow.', team: null }
  const replies = { 'GET /api/v1/canned-replies': { replies: [reply] } }

  it('is followed by what is typed on before the next frame', async () => {
    const { user } = open({}, replies)
    await user.type(await field(), 'Hello. /par')
    await screen.findByRole('option', { name: /parcel/ })
    const frames: FrameRequestCallback[] = []
    const held = vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame))
    await user.keyboard('{Enter} An')
    held.mockRestore()
    act(() => frames.forEach((frame) => void frame(0)))
    await user.keyboard('y questions?')
    expect(((await field()) as HTMLTextAreaElement).value).toBe('Hello. It arrives tomorrow. Any questions?')
  })

  it('goes in before what stands behind it, and the caret with it', async () => {
    const { user } = open({}, replies)
    const at = (await field()) as HTMLTextAreaElement
    await user.type(at, 'Bye.')
    await user.type(at, '/par', { initialSelectionStart: 0, initialSelectionEnd: 0 })
    await user.click(await screen.findByRole('option', { name: /parcel/ }))
    await user.keyboard(' ')
    expect(at.value).toBe('It arrives tomorrow. Bye.')
  })

  it('does not go to the customer as a shortcut when Enter comes before the replies do', async () => {
    const slow = Promise.withResolvers<unknown>()
    const { user, calls } = open({}, { 'GET /api/v1/canned-replies': () => slow.promise })
    await user.type(await field(), '/parcel{Enter}')
    slow.resolve({ replies: [reply] })
    await user.click(await screen.findByRole('option', { name: /parcel/ }))
    await user.keyboard('{Enter}')
    const sent = calls.filter(({ method }) => method === 'POST').map(({ body }) => body)
    expect(sent).toMatchObject([{ body: 'It arrives tomorrow.' }])
  })
})

describe('what cannot be written in says why', () => {
  it.each([
    [{ status: 'queued', assignee: null }, /Take it to answer/],
    [{ status: 'closed' }, /Reopen it to write/],
    [{ assignee: { id: 'q', name: 'Bo Ek' } }, /Bo Ek has this conversation/],
  ] as const)('%o', async (part, reason) => {
    open(part)
    expect(await screen.findByText(reason)).toBeTruthy()
    expect(screen.queryByRole('combobox')).toBeNull()
  })
})

describe('what comes over the socket', () => {
  it('shows a message of the customer, and asks for those that were missed', async () => {
    const { calls } = open(
      {},
      {
        'GET /api/v1/conversations/c1/messages?after=1': {
          messages: [message({ seq: 2, body: 'Second' }), message({ seq: 3, body: 'Third' })],
          more: false,
        },
      },
    )
    await log()
    act(() => {
      QuietSocket.last.opens()
      QuietSocket.last.says('message.created', { message: message({ seq: 3, body: 'Third' }) })
    })
    expect(await screen.findByText('Second')).toBeTruthy()
    expect(screen.getAllByText('Third')).toHaveLength(1)
    expect(calls.some(({ path }) => path.endsWith('?after=1'))).toBe(true)
  })

  it('locks the composer when the conversation went to somebody else', async () => {
    open()
    await field()
    act(() => {
      QuietSocket.last.opens()
      QuietSocket.last.says('conversation.assigned', {
        conversation: conversation({ assignee: { id: 'q', name: 'Bo Ek' }, seq: 2 }),
      })
    })
    expect(await screen.findByText(/Bo Ek has this conversation/)).toBeTruthy()
  })

  it('is asked for what is open, and told whether somebody is there', async () => {
    open()
    await log()
    act(() => QuietSocket.last.opens())
    const sent = QuietSocket.last.sent
    expect(sent[0]).toMatchObject({ type: 'presence', data: { visible: true, idle: false } })
    expect(sent).toContainEqual({ v: 1, type: 'subscribe', data: { topic: { conversation: 'c1' } } })
  })
})
