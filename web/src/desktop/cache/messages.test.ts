import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { fakeServer } from '../../testing/fake-server.ts'
import { message } from '../testing.ts'
import { type Log, loadEarlier, messagesQuery, receive } from './messages.ts'

const of = (...seqs: number[]) => seqs.map((seq) => message({ seq }))

function logOf(routes: Record<string, unknown>, ...seqs: number[]) {
  const calls = fakeServer(routes)
  const queries = new QueryClient()
  const query = messagesQuery(queries, 'c1')
  queries.setQueryData<Log>(query.queryKey, { messages: of(...seqs), more: true })
  const seqsNow = () => queries.getQueryData<Log>(query.queryKey)!.messages.map(({ seq }) => seq)
  return { queries, query, calls, seqsNow }
}

describe('the log of a conversation', () => {
  it('takes the next message, and no message twice', () => {
    const { queries, seqsNow } = logOf({}, 4, 5)
    receive(queries, message({ seq: 6 }))
    receive(queries, message({ seq: 6 }))
    receive(queries, message({ seq: 3 }))
    expect(seqsNow()).toEqual([4, 5, 6])
  })

  it('shows nothing past a gap until what is missing was fetched', async () => {
    const path = 'GET /api/v1/conversations/c1/messages?after='
    const { queries, query, seqsNow } = logOf(
      { [`${path}5`]: { messages: of(6, 7), more: true }, [`${path}7`]: { messages: of(8), more: false } },
      4,
      5,
    )
    receive(queries, message({ seq: 8 }))
    expect(seqsNow()).toEqual([4, 5])
    await queries.fetchQuery({ ...query, staleTime: 0 })
    expect(seqsNow()).toEqual([4, 5, 6, 7, 8])
  })

  it('puts earlier messages in front', async () => {
    const path = 'GET /api/v1/conversations/c1/messages?before=4'
    const { queries, query, seqsNow } = logOf({ [path]: { messages: of(1, 2, 3), more: false } }, 4)
    await loadEarlier(queries, 'c1')
    expect(seqsNow()).toEqual([1, 2, 3, 4])
    expect(queries.getQueryData<Log>(query.queryKey)!.more).toBe(false)
  })
})
