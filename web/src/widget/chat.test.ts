import type { CustomerMessages } from '@koopid/contract'
import type { CustomerMessage, CustomerState } from '@koopid/contract/realtime'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type WidgetApi, WidgetFailure } from '../api/widget.ts'
import { createChat } from './chat.ts'
import { memoryStorage } from './kept.ts'
import { partsOf } from './linked-text.tsx'
import type { openLive } from './live.ts'
import { nothingYet } from './thread.ts'

const said = (seq: number, kind: 'customer' | 'agent' = 'agent', id = `m${seq}`): CustomerMessage => ({
  id,
  seq,
  kind,
  author: kind === 'agent' ? 'Ann' : null,
  body: `text ${seq}`,
  event: null,
  at: '2026-01-01T00:00:00Z',
  clientId: null,
})
const stateAt = (seq: number): CustomerState => ({ ...nothingYet, status: 'assigned', seq })

let stored: CustomerMessage[]
let asked: number[]
let fails: boolean
let hears: Parameters<typeof openLive>[2]
let chat: ReturnType<typeof createChat>

beforeEach(async () => {
  stored = []
  asked = []
  fails = false
  const kept = memoryStorage()
  kept.setItem('koopid-token:719:welcome', 'a'.repeat(43))
  const api = {
    realtimePath: '/',
    channel: async () => ({ colour: '#0c7a72' }),
    messages: async (_token: string, after: number): Promise<CustomerMessages> => {
      asked.push(after)
      if (fails) throw new WidgetFailure(0, 'client.unreachable')
      const messages = stored.filter(({ seq }) => seq > after)
      return {
        state: stateAt(stored.at(-1)?.seq ?? 0),
        messages: messages.slice(0, 2),
        more: messages.length > 2,
      }
    },
    read: async () => {},
  } as unknown as WidgetApi
  const live: typeof openLive = (_path, _token, heard) => {
    hears = heard
    return { typing: () => {}, close: () => {} }
  }
  chat = createChat({ api, kept, scope: '719:welcome', live })
  stored = [said(1, 'customer'), said(2)]
  await chat.start()
})
const shown = () => chat.view().thread.messages.map(({ seq }) => seq)

describe('the thread', () => {
  it('shows a message once, though it comes over the socket and with the catch-up', async () => {
    stored.push(said(3))
    hears.onMessage(said(3))
    hears.onSynchronise()
    hears.onMessage(said(3))
    await vi.waitFor(() => expect(asked.at(-1)).toBe(3))
    expect(shown()).toEqual([1, 2, 3])
  })

  it('fetches what is missing, page after page, when a number jumps', async () => {
    stored.push(said(3), said(4), said(5), said(6))
    hears.onMessage(said(6))
    await vi.waitFor(() => expect(shown()).toEqual([1, 2, 3, 4, 5, 6]))
  })

  it('asks again by itself when the answer is lost and the connection is not', async () => {
    stored.push(said(3))
    fails = true
    hears.onSynchronise()
    await vi.waitFor(() => expect(asked).toEqual([0, 2]))
    fails = false
    await vi.waitFor(() => expect(shown()).toEqual([1, 2, 3]), 5000)
  })

  it('asks once more when a change is told while the answer is on its way: it may be from before', async () => {
    hears.onSynchronise()
    const assigned = { ...stateAt(2), agent: 'Ann' }
    stored.push(said(3))
    hears.onState(assigned)
    await vi.waitFor(() => expect(asked).toEqual([0, 2, 2]))
  })

  it('asks only once about a number that is never shown to customers', async () => {
    stored.push(said(4))
    hears.onMessage(said(4))
    await vi.waitFor(() => expect(asked).toEqual([0, 2]))
    hears.onMessage(said(5))
    await Promise.resolve()
    expect(asked).toEqual([0, 2])
    expect(shown()).toEqual([1, 2, 4, 5])
  })

  it('begins again when the server has begun another conversation', async () => {
    stored = [said(1, 'customer', 'other')]
    hears.onSynchronise()
    await vi.waitFor(() => expect(chat.view().thread.messages.map(({ id }) => id)).toEqual(['other']))
  })

  it('starts anew as somebody the server does not know', () => {
    chat.startNew()
    expect(shown()).toEqual([])
    expect(chat.view().state.status).toBe('none')
  })
})

describe('links in a message', () => {
  it('are web addresses, without the full stop after them, and nothing else', () => {
    expect(partsOf('See https://a.example/b?c=1. Or javascript:alert(1)')).toEqual([
      { text: 'See ' },
      { text: 'https://a.example/b?c=1', href: 'https://a.example/b?c=1' },
      { text: '. Or javascript:alert(1)' },
    ])
  })
})
