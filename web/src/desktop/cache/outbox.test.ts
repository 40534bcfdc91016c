import type { Message } from '@koopid/contract'
import { afterEach, expect, it, vi } from 'vitest'
import { desk } from '../../api/desk.ts'
import { unreachable } from '../../api/problem.ts'
import { createOutbox } from './outbox.ts'

afterEach(() => void vi.restoreAllMocks())

it('a message that waits for the connection is not overtaken by the next', async () => {
  const sent: string[] = []
  let away = true
  vi.spyOn(desk, 'write').mockImplementation(async (_id, { body }) => {
    if (away && body === 'one') throw unreachable()
    sent.push(body)
    return { body } as Message
  })
  const outbox = createOutbox(() => {})
  for (const body of ['one', 'two']) outbox.send('c', { kind: 'agent', body })
  await vi.waitFor(() => expect(outbox.of('c').map(({ state }) => state)).toEqual(['waiting', 'waiting']))
  expect(sent).toEqual([])
  away = false
  outbox.resendAll()
  await vi.waitFor(() => expect(outbox.of('c')).toEqual([]))
  expect(sent).toEqual(['one', 'two'])
})

it('a message that waits goes out by itself, though nobody says that the network is back', async () => {
  let away = true
  vi.spyOn(desk, 'write').mockImplementation(async (_id, { body }) => {
    if (away) throw unreachable()
    return { body } as Message
  })
  const outbox = createOutbox(() => {})
  outbox.send('c', { kind: 'agent', body: 'one' })
  await vi.waitFor(() => expect(outbox.of('c').map(({ state }) => state)).toEqual(['waiting']))
  away = false
  await vi.waitFor(() => expect(outbox.of('c')).toEqual([]), 5000)
})
