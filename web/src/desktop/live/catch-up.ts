import type { Query, QueryClient } from '@tanstack/react-query'
import { mayPass } from '../../api/desk.ts'
import { tryingAgain } from '../../realtime/try-again.ts'
import { conversationsOf } from '../cache/lists.ts'
import { type ListData, listQuery } from '../cache/queries.ts'

/** Pages that are asked for again at once; what is further down is when one scrolls there. */
const pagesKept = 3
/** What the socket keeps up to date. */
const kept = ['conversations', 'conversation', 'messages', 'agents', 'desk-settings']

/**
 * Asks for what the socket may have missed while it was away, and asks again for what could not be had.
 * @param onCaughtUp nothing is missing any more; `news`: for this agent something came meanwhile
 */
export function catchingUp(queries: QueryClient, onCaughtUp: (news: boolean) => void) {
  let turn = 0
  let before = new Map<string, number>()
  const mine = () => conversationsOf(queries.getQueryData(listQuery('mine').queryKey))
  const retry = tryingAgain(() => void whenAnswered(queries.refetchQueries(unanswered)))

  async function whenAnswered(asked: Promise<unknown>) {
    const here = turn
    await asked
    if (here !== turn) return
    if (queries.getQueryCache().findAll(unanswered).length > 0) return retry.later()
    retry.succeeded()
    onCaughtUp(mine().some(({ id, unread }) => unread > (before.get(id) ?? -1)))
  }

  function stop() {
    turn += 1
    retry.cancel()
  }

  return {
    start() {
      stop()
      before = new Map(mine().map(({ id, unread }) => [id, unread]))
      queries.setQueriesData<ListData>({ queryKey: ['conversations'] }, firstPages)
      void whenAnswered(Promise.all(kept.map((name) => queries.invalidateQueries({ queryKey: [name] }))))
    },
    stop,
  }
}

const firstPages = (data: ListData | undefined) =>
  data && data.pages.length > pagesKept
    ? { pages: data.pages.slice(0, pagesKept), pageParams: data.pageParams.slice(0, pagesKept) }
    : data

const unanswered = {
  type: 'active',
  predicate: ({ queryKey, state }: Query) =>
    kept.includes(queryKey[0] as string) && state.status === 'error' && mayPass(state.error),
} as const
