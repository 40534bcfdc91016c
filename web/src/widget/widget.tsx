import { type CSSProperties, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Happened, ToHost } from '../launcher/messages.ts'
import { widget as words } from '../phrases/widget.ts'
import { inkOn } from '../ui/ink.ts'
import { Begin } from './begin.tsx'
import type { Chat, ChatView } from './chat.ts'
import { Conversation } from './conversation.tsx'
import { Header } from './header.tsx'
import type { connectHost } from './host.ts'
import { type Invitations, useInvitation } from './invitation.ts'
import { unreadOf } from './thread.ts'

type Connect = (hears: (message: Happened) => void) => ReturnType<typeof connectHost>
type Props = { chat: Chat; invitations: Invitations; connect: Connect }

export function Widget({ chat, invitations, connect }: Props) {
  const view = useSyncExternalStore(chat.subscribe, chat.view)
  const screen = useRef<HTMLDivElement>(null)
  const { open, embedded, tell } = useHost(connect, chat, screen, invitations)
  useEffect(() => {
    void chat.start()
    return chat.stop
  }, [chat])
  useReading(chat, view, open)
  useInvitation({ chat, invitations, open, tell: embedded ? tell : undefined })
  const unread = unreadOf(view.thread, view.readUpTo)
  useEffect(() => tell({ koopid: 'unread', count: unread }), [tell, unread])
  const colour = view.channel?.colour
  useEffect(() => {
    // Also when there is no chat: what there is to say about it is said in this frame.
    if (colour || view.failure) tell({ koopid: 'ready', colour: colour ?? '' })
  }, [tell, colour, view.failure])
  const leave = embedded ? () => tell({ koopid: 'close' }) : undefined
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from wherever the focus is
    <div
      className="widget"
      ref={screen}
      style={colour ? ({ '--brand': colour, '--ink': inkOn(colour) } as CSSProperties) : undefined}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && leave?.()}
    >
      <Header chat={chat} view={view} onClose={leave} />
      <main>
        <Body chat={chat} view={view} />
      </main>
    </div>
  )
}

function Body({ chat, view }: { chat: Chat; view: ChatView }) {
  if (view.failure) return <NoChat view={view} onRetry={() => void chat.start()} />
  if (!view.channel) {
    return (
      <p className="hint" role="status">
        {words.loading}
      </p>
    )
  }
  const begun = view.state.status !== 'none' || view.pending.length > 0 || view.thread.messages.length > 0
  const asks = !begun && (!view.channel.online || view.channel.greet === 'form')
  return asks ? (
    <Begin chat={chat} channel={view.channel} />
  ) : (
    <Conversation chat={chat} view={view} channel={view.channel} />
  )
}

function NoChat({ view, onRetry }: { view: ChatView; onRetry: () => void }) {
  const passes = view.failure?.passes ?? false
  const { unknown, unknownTitle, unreachable, unreachableTitle } = words.failure
  return (
    <div className="hint" role="alert">
      <h2>{passes ? unreachableTitle : unknownTitle}</h2>
      <p>{passes ? unreachable : unknown}</p>
      {passes && (
        <button type="button" className="plain" onClick={onRetry}>
          {words.retry}
        </button>
      )}
    </div>
  )
}

/** Open or not, as the launcher says; a page of its own is always open. */
function useHost(
  connect: Connect,
  chat: Chat,
  screen: { current: HTMLElement | null },
  invitations: Invitations,
) {
  const [embedded, setEmbedded] = useState(false)
  const [open, setOpen] = useState(false)
  const host = useRef<ReturnType<Connect>>(null)
  useEffect(() => {
    const connected = connect(({ koopid }) => {
      if (koopid === 'dismissed') return invitations.answer(chat.view().channel?.greeting ?? '')
      setOpen(koopid === 'open')
      if (koopid !== 'open') return
      focusFirst(screen.current)
      // Whether somebody is there may have changed what this screen asks for.
      void chat.loadChannel().then(() => requestAnimationFrame(() => focusFirst(screen.current)))
    })
    host.current = connected
    setEmbedded(connected.embedded)
    setOpen(!connected.embedded)
    return connected.stop
  }, [connect, chat, screen, invitations])
  const tell = useCallback((message: ToHost) => void host.current?.tell(message), [])
  return { open, embedded, tell }
}

function focusFirst(screen: HTMLElement | null) {
  if (document.activeElement === document.body) screen?.querySelector<HTMLElement>('textarea, input')?.focus()
}

/** What stands on an open, visible screen is read. */
function useReading(chat: Chat, view: ChatView, open: boolean) {
  const [visible, setVisible] = useState(document.visibilityState === 'visible')
  useEffect(() => {
    const change = () => setVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', change)
    return () => document.removeEventListener('visibilitychange', change)
  }, [])
  const last = view.thread.messages.findLast(({ kind }) => kind === 'agent')?.seq ?? 0
  useEffect(() => {
    if (open && visible) void chat.markRead(last)
  }, [chat, open, visible, last])
}
