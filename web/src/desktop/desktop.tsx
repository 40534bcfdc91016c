import type { SessionView } from '@koopid/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { askForNotifications } from './alerts/notify.ts'
import { useAlerts } from './alerts/use-alerts.ts'
import { receive } from './cache/messages.ts'
import { createOutbox } from './cache/outbox.ts'
import { deskSettingsQuery } from './cache/queries.ts'
import { type Desk, DeskProvider } from './desk-context.ts'
import { DesktopBody } from './desktop-body.tsx'
import { useIdle } from './live/idle.ts'
import { type Presence, useRealtime } from './live/use-realtime.ts'
import { useVisible } from './live/use-visible.ts'
import type { SoundState } from './sound/sound-state.ts'
import { useAlertSound } from './sound/use-alert-sound.ts'
import { useAddress } from './use-address.ts'
import { useAgentStatus } from './use-agent-status.ts'

/** What lives as long as the desktop is open: the socket, the sound, the status, what is on its way. */
export function Desktop({ session, brand }: { session: SessionView; brand: string }) {
  const { openId, open } = useAddress()
  const sound = useAlertSound(session)
  const status = useAgentStatus()
  const outbox = useOutbox()
  const away = status.current === 'away'
  const alerts = useAlerts({ me: session.user.id, openId, away, sound, onOpen: open })
  const { link, send, useHere } = useRealtime({
    me: session.user.id,
    openId,
    presence: usePresence(sound.state, alerts.audible),
    onFrame: alerts.onFrame,
    onBack: (news) => {
      outbox.resendAll()
      if (news) alerts.onMissed()
    },
  })
  const { id, name } = session.user
  const desk = useMemo<Desk>(
    () => ({
      session,
      me: { id, name },
      outbox,
      open,
      sayTyping: (conversationId, on) => send('typing', { conversationId, on }),
    }),
    [session, id, name, outbox, open, send],
  )
  // Going available is a gesture, and the moment from which sound is needed.
  const goAvailable = () => {
    if (sound.wanted) sound.enable(0.08)
    askForNotifications()
    status.change('available')
  }
  return (
    <DeskProvider value={desk}>
      <DesktopBody
        brand={brand}
        openId={openId}
        sound={sound}
        status={status}
        alerts={alerts}
        link={link}
        onUseHere={useHere}
        onGoAvailable={goAvailable}
      />
    </DeskProvider>
  )
}

function useOutbox() {
  const queries = useQueryClient()
  const [outbox] = useState(() => createOutbox((_id, message) => receive(queries, message)))
  useEffect(() => {
    window.addEventListener('online', outbox.resendAll)
    return () => {
      window.removeEventListener('online', outbox.resendAll)
      outbox.stop()
    }
  }, [outbox])
  return outbox
}

function usePresence(sound: SoundState, audible: boolean): Presence {
  const settings = useQuery(deskSettingsQuery)
  const idle = useIdle(settings.data?.idle)
  // Another tab of this browser rings as well as this one.
  const alert = audible ? 'on' : sound === 'checking' ? 'blocked' : sound
  return { visible: useVisible(), idle, alert }
}
