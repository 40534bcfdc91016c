import { closeCodes, type Frame, realtimeVersion, beatEvery as usualBeat } from '@koopid/contract/realtime'
import { tryingAgain } from './try-again.ts'

export type ConnectionState = 'connecting' | 'open' | 'waiting' | 'ended'

type Options<Events> = {
  url: () => string
  /** First frame after opening. */
  greet?: () => { type: string; data: unknown }
  onEvent: (frame: Frame<Events>) => void
  /** After every connection made, and after a gap in the frames: catch up over HTTP. */
  onSynchronise: () => void
  onState: (state: ConnectionState, ended?: { code: number; reason: string | undefined }) => void
}
type AnyFrame = { v: number; type: string; seq: number; data: { beatEvery?: number; reason?: string } }

const final: number[] = [closeCodes.ended, closeCodes.forbidden, closeCodes.replaced]

/**
 * One WebSocket that stays: it connects again until it is closed or the server ends it for good. It is `open` from the
 * server's `hello` on, which is when nothing is missed any more. What is sent while it is not open is dropped.
 */
export function openConnection<Events>(options: Options<Events>) {
  let socket: WebSocket | undefined
  let seq = 0
  let beat = usualBeat
  let heardAt = 0
  let reason: string | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  const retry = tryingAgain(connect)

  const send = (type: string, data: unknown) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ v: realtimeVersion, type, data }))
  }

  const heard = () => {
    heardAt = Date.now()
    clearTimeout(silence)
    silence = setTimeout(again, 2 * beat)
  }

  function connect() {
    retry.cancel()
    seq = 0
    reason = undefined
    options.onState('connecting')
    const made = new WebSocket(options.url())
    socket = made
    heard()
    made.onopen = () => {
      const first = options.greet?.()
      if (first) send(first.type, first.data)
    }
    made.onmessage = ({ data }) => socket === made && receive(String(data))
    made.onclose = ({ code }) => socket === made && closed(code)
  }

  function receive(text: string) {
    const frame: AnyFrame = JSON.parse(text)
    heard()
    // A frame is missing, or came twice: this socket's account is wrong, the next one's starts afresh.
    if (frame.seq !== seq + 1) return again()
    seq = frame.seq
    if (frame.type === 'session.ended') reason = frame.data.reason
    if (frame.type === 'hello') {
      beat = frame.data.beatEvery ?? beat
      heard()
      options.onState('open')
      options.onSynchronise()
    }
    if (frame.type === 'beat') {
      // Only a connection that lasts counts as a success, or one that is closed at once would be tried in a tight loop.
      retry.succeeded()
      send('beat', {})
    } else options.onEvent(frame as unknown as Frame<Events>)
  }

  function letGo() {
    const gone = socket
    socket = undefined
    clearTimeout(silence)
    retry.cancel()
    gone?.close()
  }

  /** Does not wait for the close event: on a dead network it comes minutes late. */
  function again() {
    letGo()
    options.onState('waiting')
    retry.later()
  }

  function closed(code: number) {
    if (!final.includes(code)) return again()
    close()
    options.onState('ended', { code, reason })
  }

  const atOnce = () => {
    if (document.visibilityState === 'hidden') return
    if (retry.isWaiting()) connect()
    else if (Date.now() - heardAt > 2 * beat) again()
  }

  function close() {
    letGo()
    window.removeEventListener('online', atOnce)
    document.removeEventListener('visibilitychange', atOnce)
  }

  window.addEventListener('online', atOnce)
  document.addEventListener('visibilitychange', atOnce)
  connect()
  return { send, close }
}
