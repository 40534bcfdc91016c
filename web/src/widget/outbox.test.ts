import type { CustomerWrite, CustomerWritten } from '@koopid/contract'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WidgetFailure } from '../api/widget.ts'
import { type Kept, memoryStorage } from './kept.ts'
import { createOutbox, type Pending } from './outbox.ts'

/** A server that knows keys: the same key is the same message. */
function fakeDesk() {
  const messages: string[] = []
  const keys = new Map<string, CustomerWritten>()
  const desk = {
    messages,
    attempts: 0,
    fails: [] as Array<WidgetFailure | 'answer lost'>,
    async send({ key, write }: { key: string; write: CustomerWrite }): Promise<CustomerWritten> {
      desk.attempts += 1
      const fault = desk.fails.shift()
      if (fault instanceof WidgetFailure) throw fault
      if (!keys.has(key)) {
        messages.push(write.body)
        keys.set(key, { message: { seq: messages.length } } as CustomerWritten)
      }
      if (fault === 'answer lost') throw new WidgetFailure(0, 'client.unreachable')
      return keys.get(key)!
    },
  }
  return desk
}

let kept: Kept
let desk: ReturnType<typeof fakeDesk>
let shown: Pending[]
const offline = () => new WidgetFailure(0, 'client.unreachable')
const open = () =>
  createOutbox({
    kept,
    scope: '719:welcome',
    send: desk.send,
    onChange: (pending) => {
      shown = pending
    },
    onSent: () => {},
    pause: () => 1000,
  })
const settled = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
  kept = memoryStorage()
  desk = fakeDesk()
  shown = []
})
afterEach(() => void vi.useRealTimers())

describe('a message on its way', () => {
  it('arrives once although the answer to it was lost', async () => {
    desk.fails = ['answer lost', 'answer lost']
    open().add('t', { body: 'one' })
    await vi.advanceTimersByTimeAsync(3000)
    expect(desk.messages).toEqual(['one'])
    expect(desk.attempts).toBe(3)
    expect(shown).toEqual([])
    expect(kept.keys()).toEqual([])
  })

  it('survives a reload and is then sent with the same key', async () => {
    desk.fails = ['answer lost']
    const before = open()
    before.add('t', { body: 'one', name: 'Ann' })
    await settled()
    before.stop()
    const after = open()
    expect(after.list().map(({ write }) => write)).toEqual([{ body: 'one', name: 'Ann' }])
    await after.flush()
    expect(desk.messages).toEqual(['one'])
  })

  it('keeps its place: what was written later is not sent before it', async () => {
    desk.fails = [offline(), offline()]
    const outbox = open()
    for (const body of ['one', 'two', 'three']) outbox.add('t', { body })
    await vi.advanceTimersByTimeAsync(5000)
    expect(desk.messages).toEqual(['one', 'two', 'three'])
  })

  it('is not overwritten by another tab that writes at the same time', async () => {
    desk.fails = [offline(), offline()]
    const [first, second] = [open(), open()]
    first.add('t', { body: 'one' })
    second.add('t', { body: 'two' })
    await settled()
    first.stop()
    second.stop()
    expect(
      open()
        .list()
        .map(({ write }) => write.body),
    ).toEqual(['one', 'two'])
  })

  it('is not tried again by itself when the server refuses it, and does not hold up the next', async () => {
    desk.fails = [new WidgetFailure(413, 'message.too_long')]
    const outbox = open()
    outbox.add('t', { body: 'one' })
    outbox.add('t', { body: 'two' })
    await vi.advanceTimersByTimeAsync(5000)
    expect(desk.messages).toEqual(['two'])
    expect(shown).toMatchObject([{ write: { body: 'one' }, refused: 'message.too_long' }])
    outbox.retry(shown[0]!.key)
    await settled()
    expect(desk.messages).toEqual(['two', 'one'])
  })

  it('is gone once it came back over the socket', async () => {
    desk.fails = [offline()]
    const outbox = open()
    outbox.add('t', { body: 'one' })
    await settled()
    outbox.settle(shown[0]!.key)
    await vi.advanceTimersByTimeAsync(5000)
    expect(desk.attempts).toBe(1)
    expect(kept.keys()).toEqual([])
  })
})
