import type { WidgetChannel } from '@koopid/contract'
import { useState } from 'react'
import { widget as words } from '../phrases/widget.ts'
import type { Chat, ChatView } from './chat.ts'
import { Composer } from './composer.tsx'
import { Log } from './log.tsx'

type Props = { chat: Chat; view: ChatView; channel: WidgetChannel }

export function Conversation({ chat, view, channel }: Props) {
  const [goingOn, setGoingOn] = useState(false)
  const closed = view.state.status === 'closed' && !goingOn && view.pending.length === 0
  return (
    <>
      <Log chat={chat} view={view} channel={channel} />
      <p className="status" role="status" data-bad={!view.connected || undefined}>
        {statusLine(view, channel)}
      </p>
      {closed ? (
        <div className="over">
          <button
            type="button"
            className="brand"
            onClick={() => {
              setGoingOn(false)
              chat.startNew()
            }}
          >
            {words.closed.start}
          </button>
          <button type="button" className="plain" onClick={() => setGoingOn(true)}>
            {words.closed.goOn}
          </button>
        </div>
      ) : (
        <Composer chat={chat} onSent={() => setGoingOn(false)} />
      )}
    </>
  )
}

function statusLine({ connected, typing, state }: ChatView, channel: WidgetChannel): string {
  if (!connected) return words.reconnecting
  if (typing) return words.typing(typing)
  if (state.status !== 'queued') return ''
  if (!channel.online) return words.away.sentText
  return state.position ? words.position(state.position) : words.queued
}
