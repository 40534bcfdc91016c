import { type AgentEvents, closeCodes } from '@koopid/contract/realtime'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { agentStatusQuery, sessionQuery } from '../../api/queries.ts'
import { leaveForSignIn } from '../../api/session-end.ts'
import { type ConnectionState, openConnection } from '../../realtime/connection.ts'
import { type AgentFrame, takeEvents } from './apply-event.ts'
import { catchingUp } from './catch-up.ts'
import { claimTab, newTab } from './tab.ts'

export type Presence = { visible: boolean; idle: boolean; alert: 'on' | 'muted' | 'blocked' | 'unsupported' }
type Options = {
  me: string
  openId: string | undefined
  presence: Presence
  onFrame: (frame: AgentFrame) => void
  /** After a time without connection, once the lists are up to date again. */
  onBack: (news: boolean) => void
}
export type Link = { state: ConnectionState; code: number | undefined }

const address = (tab: string) =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/realtime?tab=${tab}`

/** This tab's socket: what it says goes into the caches, what it missed is asked for. */
export function useRealtime(options: Options) {
  const { me } = options
  const queries = useQueryClient()
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const [link, setLink] = useState<Link>({ state: 'connecting', code: undefined })
  const [attempt, setAttempt] = useState(0)
  const connection = useRef<ReturnType<typeof openConnection>>(undefined)
  const send = useCallback((type: string, data: unknown) => connection.current?.send(type, data), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another connection
  useEffect(() => {
    let unmounted = false
    let times = 0
    const catching = catchingUp(queries, (news) => times > 1 && latest.current.onBack(news))
    const events = takeEvents(queries, me)
    const start = (tab: string) => {
      if (unmounted) return
      connection.current = openConnection<AgentEvents>({
        url: () => address(tab),
        greet: () => ({ type: 'presence', data: latest.current.presence }),
        onEvent: (frame) => {
          if (frame.type === 'session.ended') return leaveForSignIn(frame.data.reason)
          events.take(frame)
          latest.current.onFrame(frame)
        },
        onSynchronise: () => {
          times += 1
          const { openId } = latest.current
          if (openId) send('subscribe', { topic: { conversation: openId } })
          void queries.invalidateQueries({ queryKey: agentStatusQuery.queryKey })
          catching.start()
        },
        onState: (state, ended) => {
          if (state !== 'open') catching.stop()
          setLink({ state, code: ended?.code })
          if (ended?.code === closeCodes.ended) leaveForSignIn(ended.reason)
          // Refused before it opened, a socket does not say why; the session does.
          if (state === 'waiting') void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
        },
      })
    }
    void claimTab().then(start)
    return () => {
      unmounted = true
      catching.stop()
      events.stop()
      connection.current?.close()
      connection.current = undefined
    }
  }, [queries, me, attempt])

  const { openId, presence } = options
  useEffect(() => {
    if (!openId) return
    const topic = { conversation: openId }
    send('subscribe', { topic })
    return () => send('unsubscribe', { topic })
  }, [openId, send])

  const { visible, idle, alert } = presence
  useEffect(() => send('presence', { visible, idle, alert }), [visible, idle, alert, send])

  const useHere = () => {
    newTab()
    setAttempt((count) => count + 1)
  }
  return { link, send, useHere }
}
