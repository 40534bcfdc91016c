import type { AgentView } from '@koopid/contract'
import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { sessionQuery } from '../../api/queries.ts'
import { session } from '../testing.ts'
import { type AgentFrame, takeEvents } from './apply-event.ts'

const mine = session().user
const state = (part: Partial<AgentView>) =>
  ({
    type: 'agent.state',
    data: { agent: { id: mine.id, name: mine.name, picture: null, ...part } },
  }) as AgentFrame

/** Whether the session is asked for anew. */
function told(part: Partial<AgentView>) {
  const queries = new QueryClient()
  queries.setQueryData(sessionQuery.queryKey, session())
  const events = takeEvents(queries, mine.id)
  events.take(state(part))
  events.stop()
  return queries.getQueryState(sessionQuery.queryKey)?.isInvalidated
}

describe('who one is, changed in another tab', () => {
  it('is asked for at once when it is another name or picture', () => {
    expect([told({ name: 'Ann Byron' }), told({ picture: '/p?v=1' })]).toEqual([true, true])
  })

  it('is not asked for when only the status is another, or somebody else’s', () => {
    expect([told({ status: 'away' }), told({ id: 'other', name: 'Bo' })]).toEqual([false, false])
  })
})

it('a provider with another name or logo is asked for at once', () => {
  const queries = new QueryClient()
  queries.setQueryData(sessionQuery.queryKey, session())
  const events = takeEvents(queries, mine.id)
  events.take({ type: 'config.changed', data: {} } as AgentFrame)
  expect(queries.getQueryState(sessionQuery.queryKey)?.isInvalidated).toBe(false)
  events.take({ type: 'provider.changed', data: {} } as AgentFrame)
  events.stop()
  expect(queries.getQueryState(sessionQuery.queryKey)?.isInvalidated).toBe(true)
})
