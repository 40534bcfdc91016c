import { type AgentEvents, beatEvery } from '@koopid/contract/realtime'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openConnection } from './connection.ts'
import { waitBefore } from './try-again.ts'

class FakeSocket {
  static OPEN = 1
  static all: FakeSocket[] = []
  static get last() {
    return FakeSocket.all.at(-1)!
  }
  readyState = 0
  sent: Array<{ type: string; data: unknown }> = []
  closed = false
  onopen: (() => void) | undefined
  onmessage: ((event: { data: string }) => void) | undefined
  onclose: ((event: { code: number }) => void) | undefined
  constructor() {
    FakeSocket.all.push(this)
  }
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.closed = true
  }
  opens() {
    this.readyState = 1
    this.onopen?.()
    this.frame(1, 'hello', { beatEvery })
  }
  frame(seq: number, type: string, data: unknown = {}) {
    this.onmessage?.({ data: JSON.stringify({ v: 1, type, seq, ts: '', data }) })
  }
}

const seen: string[] = []
let connection: ReturnType<typeof openConnection>

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  vi.stubGlobal('WebSocket', FakeSocket)
  FakeSocket.all = []
  seen.length = 0
  connection = openConnection<AgentEvents>({
    url: () => 'ws://x/',
    greet: () => ({ type: 'presence', data: 1 }),
    onEvent: ({ type }) => seen.push(type),
    onSynchronise: () => seen.push('synchronise'),
    onState: (state, ended) => seen.push(ended ? `${state} ${ended.code} ${ended.reason}` : state),
  })
})
afterEach(() => {
  connection.close()
  vi.useRealTimers()
})

describe('a connection', () => {
  it('greets first, is open from the hello on, and catches up then', () => {
    FakeSocket.last.opens()
    expect(FakeSocket.last.sent).toEqual([{ v: 1, type: 'presence', data: 1 }])
    expect(seen).toEqual(['connecting', 'open', 'synchronise', 'hello'])
  })

  it('answers every beat', () => {
    FakeSocket.last.opens()
    FakeSocket.last.frame(2, 'beat')
    expect(FakeSocket.last.sent.at(-1)).toMatchObject({ type: 'beat', data: {} })
    expect(seen).not.toContain('beat')
  })

  it('connects again when two beats are missing, and catches up', () => {
    FakeSocket.last.opens()
    vi.advanceTimersByTime(2 * beatEvery - 1)
    expect(seen).not.toContain('waiting')
    vi.advanceTimersByTime(1 + 250)
    expect([FakeSocket.all.length, FakeSocket.all[0]!.closed]).toEqual([2, true])
    FakeSocket.last.opens()
    expect(seen.filter((one) => one === 'synchronise')).toHaveLength(2)
  })

  it.each([
    [3, 'a gap'],
    [1, 'a repeat'],
  ])('frame %d after 1 is %s: not passed on, and a new connection', (seq) => {
    FakeSocket.last.opens()
    FakeSocket.last.frame(seq, 'mention')
    vi.advanceTimersByTime(250)
    expect(seen).not.toContain('mention')
    expect(FakeSocket.all).toHaveLength(2)
  })

  it('hears nothing more from a socket that it gave up', () => {
    FakeSocket.last.opens()
    FakeSocket.last.frame(5, 'mention')
    FakeSocket.all[0]!.frame(2, 'mention')
    FakeSocket.all[0]!.onclose?.({ code: 1006 })
    expect(seen).not.toContain('mention')
    vi.advanceTimersByTime(250)
    expect(FakeSocket.all).toHaveLength(2)
  })
})

describe('connecting again', () => {
  it('waits longer each time, anything up to the limit, at most 30 s', () => {
    expect([0, 1, 2, 10, 40].map((attempt) => waitBefore(attempt, 1))).toEqual([
      500, 1000, 2000, 30_000, 30_000,
    ])
    expect(waitBefore(3, 0)).toBe(0)
  })

  it('still waits longer when each connection is closed right after its hello', () => {
    for (const wait of [250, 500, 1000]) {
      FakeSocket.last.opens()
      FakeSocket.last.onclose?.({ code: 4429 })
      const before = FakeSocket.all.length
      vi.advanceTimersByTime(wait - 1)
      expect(FakeSocket.all).toHaveLength(before)
      vi.advanceTimersByTime(1)
      expect(FakeSocket.all).toHaveLength(before + 1)
    }
  })

  it('happens at once when the network is back', () => {
    FakeSocket.last.onclose?.({ code: 1006 })
    window.dispatchEvent(new Event('online'))
    expect(FakeSocket.all).toHaveLength(2)
  })

  it('never happens after the server ended it, whose reason is told', () => {
    FakeSocket.last.opens()
    FakeSocket.last.frame(2, 'session.ended', { reason: 'idp_revoked' })
    FakeSocket.last.onclose?.({ code: 4401 })
    window.dispatchEvent(new Event('online'))
    vi.advanceTimersByTime(60_000)
    expect(seen.at(-1)).toBe('ended 4401 idp_revoked')
    expect(FakeSocket.all).toHaveLength(1)
  })
})
