import type { WidgetChannel } from '@koopid/contract'
import type { CustomerMessage } from '@koopid/contract/realtime'
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { locale } from '../phrases/language.ts'
import { widget as words } from '../phrases/widget.ts'
import type { Chat, ChatView } from './chat.ts'
import { LinkedText } from './linked-text.tsx'
import type { Pending } from './outbox.ts'

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
type Props = { chat: Chat; view: ChatView; channel: WidgetChannel }

export function Log({ chat, view, channel }: Props) {
  const { messages } = view.thread
  // Its own message is there twice for a moment: as written, and as it came back.
  const here = new Set(messages.map(({ clientId }) => clientId))
  const pending = view.pending.filter(({ key }) => !here.has(key))
  const box = useStickToEnd(messages.length + pending.length)
  const lastOwn = messages.findLast(({ kind }) => kind === 'customer')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div className="log" role="log" aria-label={words.thread} tabIndex={0} ref={box}>
      {channel.greeting && (
        <Bubble side="agent" author={channel.name}>
          {channel.greeting}
        </Bubble>
      )}
      {messages.map((message) =>
        message.kind === 'system' ? (
          <SystemLine key={message.seq} text={systemText(message, agentBefore(messages, message.seq))} />
        ) : (
          <Said key={message.seq} message={message} mark={markOf(message, lastOwn, view)} />
        ),
      )}
      {pending.map((one) => (
        <OnItsWay key={one.key} chat={chat} pending={one} connected={view.connected} />
      ))}
    </div>
  )
}

function markOf(message: CustomerMessage, lastOwn: CustomerMessage | undefined, { state }: ChatView) {
  if (message !== lastOwn) return undefined
  return state.readByAgent >= message.seq ? words.seen : words.sent
}

function Said({ message, mark }: { message: CustomerMessage; mark: string | undefined }) {
  const side = message.kind === 'customer' ? 'customer' : 'agent'
  return (
    <Bubble
      side={side}
      author={message.author ?? ''}
      foot={
        <>
          <time dateTime={message.at}>{clock.format(new Date(message.at))}</time>
          {mark && ` · ${mark}`}
        </>
      }
    >
      <LinkedText text={message.body} />
    </Bubble>
  )
}

type OnItsWayProps = { chat: Chat; pending: Pending; connected: boolean }

function OnItsWay({ chat, pending, connected }: OnItsWayProps) {
  const foot = pending.refused ? (
    <span className="bad">
      {words.notSent}{' '}
      <button type="button" className="link" onClick={() => chat.retry(pending.key)}>
        {words.retry}
      </button>{' '}
      <button type="button" className="link" onClick={() => chat.discard(pending.key)}>
        {words.discard}
      </button>
    </span>
  ) : connected && !pending.late ? (
    words.sending
  ) : (
    words.waiting
  )
  return (
    <Bubble side="customer" author="" foot={foot}>
      <LinkedText text={pending.write.body} />
    </Bubble>
  )
}

type BubbleProps = { side: 'customer' | 'agent'; author: string; foot?: ReactNode; children: ReactNode }

function Bubble({ side, author, foot, children }: BubbleProps) {
  return (
    <div className="said" data-side={side}>
      <span className={side === 'agent' ? 'author' : 'hidden'}>{side === 'agent' ? author : words.you}</span>
      <p className="bubble" dir="auto">
        {children}
      </p>
      {foot && <span className="foot">{foot}</span>}
    </div>
  )
}

/** Neutral: the customer hears that somebody came or went, never why. */
function SystemLine({ text }: { text: string | null }) {
  return text && <p className="event">{text}</p>
}

function agentBefore(messages: CustomerMessage[], seq: number): string | null {
  const joined = messages.findLast((one) => one.seq < seq && one.event?.type === 'assigned')
  return joined?.event?.agent ?? null
}

function systemText({ event }: CustomerMessage, before: string | null): string | null {
  const { assigned, requeued, requeuedByNobody, closed, reopened } = words.events
  if (event?.type === 'assigned') return event.agent && assigned(event.agent)
  if (event?.type === 'requeued') return before ? requeued(before) : requeuedByNobody
  if (event?.type === 'closed') return closed
  if (event?.type === 'reopened') return reopened
  return null
}

/** Its end stays in view, also when it opens or shrinks, unless the reader has scrolled up. */
function useStickToEnd(count: number) {
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  useEffect(() => {
    const shown = box.current
    if (!shown) return
    const follow = () => {
      if (atEnd.current) shown.scrollTop = shown.scrollHeight
    }
    const look = () => {
      // Not while it is hidden: then everything is at its end.
      if (shown.clientHeight > 0)
        atEnd.current = shown.scrollHeight - shown.scrollTop - shown.clientHeight < 60
    }
    const resized = new ResizeObserver(follow)
    resized.observe(shown)
    shown.addEventListener('scroll', look, { passive: true })
    return () => {
      resized.disconnect()
      shown.removeEventListener('scroll', look)
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is what moves the end
  useLayoutEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight
  }, [count])
  return box
}
