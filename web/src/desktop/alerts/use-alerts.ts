import { useCallback, useEffect, useRef, useState } from 'react'
import { desktop } from '../../phrases/desktop.ts'
import type { AgentFrame } from '../live/apply-event.ts'
import { useVisible } from '../live/use-visible.ts'
import { usePreferences } from '../settings/preferences.ts'
import type { AlertSound } from '../sound/use-alert-sound.ts'
import { useAttention } from './attention.ts'
import { notify } from './notify.ts'
import {
  type Alert,
  afterFrame,
  longestRing,
  type Pending,
  rings,
  stillRinging,
  withAlert,
  without,
} from './pending.ts'
import { createTabs, type Tabs } from './tabs.ts'
import { useLeader } from './use-leader.ts'

const words = desktop.alerts
const ringTimes = 12

export const alertWords = ({ kind, customer }: Alert) => words[kind](customer)

type Options = {
  me: string
  openId: string | undefined
  away: boolean
  sound: AlertSound
  onOpen: (conversationId: string) => void
}

/** What rings, what only dings, and in which of the tabs. */
export function useAlerts({ me, openId, away, sound, onOpen }: Options) {
  const [pending, setPending] = useState<Pending[]>([])
  const [latest, setLatest] = useState<Alert>()
  const [said, setSaid] = useState('')
  const settle = useCallback((conversationId: string) => {
    setPending((all) => without(all, conversationId))
    setLatest((alert) => (alert?.conversationId === conversationId ? undefined : alert))
  }, [])
  const { tabs, looking, anyLooking, audible } = useTabs(openId, sound.state, settle)
  const leader = useLeader('koopid-ringer', sound.state === 'on')
  const { onlyHidden } = usePreferences()
  const quiet = onlyHidden && anyLooking

  useEffect(() => {
    if (openId && looking) settle(openId)
  }, [openId, looking, settle])
  useEndOfRings(pending, setPending)

  const ringing = pending.length > 0 && leader && !quiet
  const newest = pending.at(-1)
  const { play } = sound
  // biome-ignore lint/correctness/useExhaustiveDependencies: rings anew for each conversation
  useEffect(() => (ringing ? play(ringTimes) : undefined), [ringing, play, newest?.conversationId])
  useAttention(newest && (!ringing || !looking) ? alertWords(newest) : undefined)

  const ding = () => leader && !quiet && play(1)
  const onAlert = (alert: Alert) => {
    const shown = tabs.current?.anyLookingAt(alert.conversationId)
    if (shown) return
    setSaid(alertWords(alert))
    setLatest(alert)
    if (!tabs.current?.anyLooking())
      notify(alertWords(alert), alert.text, alert.conversationId, () => onOpen(alert.conversationId))
    // Routed to me, I was available a moment ago, whatever this tab has heard by now.
    const silent = away && alert.kind !== 'message' && alert.kind !== 'assigned'
    if (silent) return
    if (rings(alert)) setPending((all) => withAlert(all, alert, Date.now()))
    else ding()
  }
  return {
    ringing,
    unheard: pending.length > 0 && !audible,
    latest: newest ?? latest,
    said,
    audible,
    dismiss: settle,
    onFrame: (frame: AgentFrame) => {
      if (frame.type === 'alert') return onAlert(frame.data)
      setPending((all) => afterFrame(all, frame, me))
      if (frame.type === 'conversation.closed' || frame.type === 'conversation.requeued')
        setLatest((alert) => (alert?.conversationId === frame.data.conversation.id ? undefined : alert))
    },
    /** However much was missed while the connection was away: one sound, one notification. */
    onMissed: () => {
      setSaid(words.missed)
      ding()
      if (!tabs.current?.anyLooking()) notify(words.missed, '', 'missed', () => {})
    },
  }
}

function useTabs(openId: string | undefined, sound: AlertSound['state'], onOpened: (id: string) => void) {
  const tabs = useRef<Tabs>(undefined)
  const [, heard] = useState(0)
  const visible = useVisible()
  useEffect(() => {
    const made = createTabs(onOpened, () => heard((count) => count + 1))
    tabs.current = made
    return () => made.close()
  }, [onOpened])
  useEffect(
    () => tabs.current?.show({ conversation: openId, looking: visible, sound }),
    [openId, visible, sound],
  )
  const { current } = tabs
  return {
    tabs,
    looking: visible,
    anyLooking: visible || (current?.anyLooking() ?? false),
    audible: sound === 'on' || (current?.anyAudible() ?? false),
  }
}

function useEndOfRings(pending: Pending[], setPending: (next: (all: Pending[]) => Pending[]) => void) {
  const first = pending[0]?.until
  useEffect(() => {
    if (first === undefined) return
    const left = Math.min(longestRing, Math.max(0, first - Date.now()))
    const timer = setTimeout(() => setPending((all) => stillRinging(all, Date.now())), left + 1)
    return () => clearTimeout(timer)
  }, [first, setPending])
}
