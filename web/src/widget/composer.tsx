import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { widget as words } from '../phrases/widget.ts'
import type { Chat } from './chat.ts'
import { isTooLong } from './message-size.ts'
import { typingSignal } from './typing-signal.ts'

export function Composer({ chat, onSent }: { chat: Chat; onSent: () => void }) {
  const [text, setText] = useState('')
  const [signal] = useState(() => typingSignal((on) => chat.typing(on)))
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => signal.stop, [signal])
  useEffect(() => {
    // The button that led here is gone, and the focus with it.
    if (document.hasFocus() && document.activeElement === document.body) field.current?.focus()
  }, [])
  const body = text.trim()
  const tooLong = isTooLong(body)
  const send = () => {
    if (!body || tooLong) return
    signal.stop()
    chat.send({ body })
    setText('')
    onSent()
    field.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const key = (event: KeyboardEvent) => {
    // While an input method is composing, Enter chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form className="composer" onSubmit={submit}>
      {tooLong && (
        <p className="bad" id="too-long" role="alert">
          {words.tooLong}
        </p>
      )}
      <div className="row">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={words.message}
          placeholder={words.message}
          aria-invalid={tooLong}
          aria-describedby={tooLong ? 'too-long' : undefined}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            signal.type(event.currentTarget.value.trim() !== '')
          }}
          onBlur={signal.stop}
          onKeyDown={key}
        />
        <button type="submit" className="brand icon" aria-label={words.send} disabled={!body || tooLong}>
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            <path fill="currentColor" d="M3 20.5v-7l9-1.5-9-1.5v-7L22 12z" />
          </svg>
        </button>
      </div>
    </form>
  )
}
