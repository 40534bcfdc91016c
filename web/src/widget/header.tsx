import { useEffect, useRef, useState } from 'react'
import { widget as words } from '../phrases/widget.ts'
import type { Chat, ChatView } from './chat.ts'

type Props = { chat: Chat; view: ChatView; onClose: (() => void) | undefined }

export function Header({ chat, view, onClose }: Props) {
  const [asking, setAsking] = useState(false)
  const { status } = view.state
  return (
    <header className="head">
      <div className="who">
        <h1>{view.channel?.name ?? ' '}</h1>
        <p>{view.channel && subline(view)}</p>
      </div>
      {(status === 'queued' || status === 'assigned') && (
        <button type="button" className="onBrand" onClick={() => setAsking(true)}>
          {words.end.action}
        </button>
      )}
      {onClose && (
        <button type="button" className="onBrand icon" aria-label={words.close} onClick={onClose}>
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            <path d="M6 6l12 12M18 6L6 18" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
          </svg>
        </button>
      )}
      {asking && <EndDialog chat={chat} onClose={() => setAsking(false)} />}
    </header>
  )
}

function subline({ state, channel }: ChatView): string {
  if (state.status === 'assigned' && state.agent) return words.withAgent(state.agent)
  return channel?.online ? words.online : words.offline
}

function EndDialog({ chat, onClose }: { chat: Chat; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [state, setState] = useState<'asking' | 'busy' | 'failed'>('asking')
  useEffect(() => dialog.current?.showModal(), [])
  const end = async () => {
    setState('busy')
    await chat.end().then(onClose, () => setState('failed'))
  }
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby="end-title"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id="end-title">{words.end.title}</h2>
      <p>{words.end.text}</p>
      {state === 'failed' && (
        <p role="alert" className="bad">
          {words.end.failed}
        </p>
      )}
      <div className="buttons">
        <button type="button" className="plain" onClick={onClose}>
          {words.end.stay}
        </button>
        <button type="button" className="brand" disabled={state === 'busy'} onClick={() => void end()}>
          {words.end.confirm}
        </button>
      </div>
    </dialog>
  )
}
