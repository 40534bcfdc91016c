import type { AgentEvents } from '@koopid/contract/realtime'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { statusboardQuery } from '../../api/portal-desk.ts'
import { sessionQuery } from '../../api/queries.ts'
import { openConnection } from '../../realtime/connection.ts'
import { throttle } from './throttle.ts'

const between = 500
/** Rings for agents; says nothing that the board shows. */
const concerns = (type: keyof AgentEvents) => type.startsWith('conversation.') || type === 'agent.state'

/** The board as it is, asked for again whenever the desk says that something changed. */
export function useStatusboard() {
  const queries = useQueryClient()
  const board = useQuery(statusboardQuery)
  const [live, setLive] = useState(true)
  useEffect(() => {
    const refresh = throttle(
      () => queries.invalidateQueries({ queryKey: statusboardQuery.queryKey }),
      between,
    )
    const connection = openConnection<AgentEvents>({
      url: () => `${location.origin.replace(/^http/, 'ws')}/api/v1/realtime?tab=${crypto.randomUUID()}`,
      greet: () => ({ type: 'subscribe', data: { topic: 'statusboard' } }),
      onEvent({ type }) {
        if (concerns(type)) refresh.ask()
        if (type === 'provider.changed') void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
      },
      onSynchronise: refresh.ask,
      onState: (state) => {
        setLive(state === 'open' || state === 'connecting')
        // Whether the session ended is what the next call says, and then leads to the sign-in page.
        if (state === 'ended') void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
      },
    })
    return () => {
      refresh.stop()
      connection.close()
    }
  }, [queries])
  return { board, live }
}
