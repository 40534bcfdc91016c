import { describe, expect, it } from 'vitest'
import { conversation } from '../testing.ts'
import { conversationsOf, withConversation } from './lists.ts'
import type { ListData } from './queries.ts'

const data = (rows: ReturnType<typeof conversation>[], next: string | null = null): ListData => ({
  pages: [{ conversations: rows, total: rows.length + (next ? 100 : 0), next }],
  pageParams: [undefined],
})
const ids = (list: ListData) => conversationsOf(list).map(({ id }) => id)

describe('my list', () => {
  const mine = (id: string, at: string) =>
    conversation({ id, assignee: { id: 'me', name: 'Me' }, last: { kind: 'customer', text: id, at } })
  const list = data([mine('a', '2026-01-01T10:00:00Z'), mine('b', '2026-01-01T09:00:00Z')])

  it('moves the conversation that was just written in to the top', () => {
    const after = withConversation(list, 'mine', 'me', mine('b', '2026-01-01T11:00:00Z'))
    expect([ids(after), after.pages[0]!.total]).toEqual([['b', 'a'], 2])
  })

  it('takes in what was assigned to me, and lets go what went to somebody else', () => {
    const taken = withConversation(list, 'mine', 'me', mine('c', '2026-01-01T09:30:00Z'))
    expect([ids(taken), taken.pages[0]!.total]).toEqual([['a', 'c', 'b'], 3])
    const gone = conversation({ id: 'a', assignee: { id: 'you', name: 'You' } })
    expect(ids(withConversation(taken, 'mine', 'me', gone))).toEqual(['c', 'b'])
  })

  it('does not let a newcomer past a filter', () => {
    expect(withConversation(list, 'mine', 'me', mine('c', '2026-01-01T12:00:00Z'), true)).toBe(list)
  })
})

describe('the queue', () => {
  const waits = (id: string, waitingSince: string, requeued = 0) =>
    conversation({ id, status: 'queued', assignee: null, waitingSince, requeued })
  const list = data([waits('a', '2026-01-01T09:00:00Z'), waits('b', '2026-01-01T10:00:00Z')])

  it('puts a conversation that came back where its waiting time says', () => {
    const after = withConversation(list, 'queue', 'me', waits('c', '2026-01-01T09:30:00Z', 1))
    expect(ids(after)).toEqual(['a', 'c', 'b'])
  })

  it('counts, but does not show, what belongs past the loaded pages', () => {
    const after = withConversation(
      data(conversationsOf(list), 'next'),
      'queue',
      'me',
      waits('z', '2026-01-02'),
    )
    expect([ids(after), after.pages[0]!.total]).toEqual([['a', 'b'], 103])
  })
})
