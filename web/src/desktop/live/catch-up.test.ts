import type { AgentEvents, ConversationPage, Frame } from '@koopid/contract'
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { desk } from '../../api/desk.ts'
import { unreachable } from '../../api/problem.ts'
import { conversationsOf } from '../cache/lists.ts'
import { listQuery } from '../cache/queries.ts'
import { conversation } from '../testing.ts'
import { takeEvents } from './apply-event.ts'
import { catchingUp } from './catch-up.ts'

const page = (...ids: string[]): ConversationPage => ({
  conversations: ids.map((id) => conversation({ id, seq: 3 })),
  total: ids.length,
  next: null,
})

let queries: QueryClient
let stop: () => void
const asksList = () => vi.spyOn(desk, 'list')
const shown = () => conversationsOf(queries.getQueryData(listQuery('mine').queryKey)).map(({ id }) => id)

const caughtUp = () => new Promise<boolean>((resolve) => catchingUp(queries, resolve).start())

beforeEach(async () => {
  queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  asksList().mockResolvedValue(page('a'))
  stop = new InfiniteQueryObserver(queries, listQuery('mine')).subscribe(() => {})
  await vi.waitFor(() => expect(shown()).toEqual(['a']))
})
afterEach(() => {
  stop()
  queries.clear()
  vi.restoreAllMocks()
})

it('asks again until it has an answer: the socket is open and would not say it twice', async () => {
  asksList().mockRejectedValueOnce(unreachable()).mockResolvedValue(page('a', 'b'))
  await caughtUp()
  expect(shown()).toEqual(['a', 'b'])
})

it('stops asking when the connection is gone', async () => {
  vi.useFakeTimers()
  const asked = asksList().mockRejectedValue(unreachable())
  const catching = catchingUp(queries, () => {})
  catching.start()
  await vi.advanceTimersByTimeAsync(60_000)
  const before = asked.mock.calls.length
  catching.stop()
  await vi.advanceTimersByTimeAsync(120_000)
  vi.useRealTimers()
  expect(before).toBeGreaterThan(3)
  expect(asked.mock.calls.length).toBe(before)
})

it('an answer from before a change does not cover what was told meanwhile', async () => {
  const events = takeEvents(queries, 'p')
  const answer = Promise.withResolvers<ConversationPage>()
  asksList().mockReturnValue(answer.promise)
  const done = caughtUp()
  const tell = (part: Parameters<typeof conversation>[0]) =>
    events.take({
      v: 1,
      seq: 1,
      type: 'conversation.assigned',
      data: { conversation: conversation(part) },
    } as unknown as Frame<AgentEvents>)
  tell({ id: 'new' })
  tell({ id: 'a', seq: 4, assignee: { id: 'other', name: 'Bob' } })
  // Older than the answer.
  tell({ id: 'b', seq: 2, assignee: { id: 'other', name: 'Bob' } })
  answer.resolve(page('a', 'b'))
  await done
  expect(shown().sort()).toEqual(['b', 'new'])
  events.stop()
})
