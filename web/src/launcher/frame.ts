import { make } from './element.ts'
import type { ToFrame, ToHost } from './messages.ts'
import { keep, keptValues } from './page-storage.ts'

/** Of what the frame says, nothing is sure but that it is from the origin of the chat. */
type Hears = {
  ready(colour: unknown): void
  unread(count: unknown): void
  close(): void
  invite(greeting: unknown): void
  /** It was loaded and did not answer: the page is not allowed to have it, or the network is gone. */
  silent(): void
}
type Options = { address: URL; name: string; hears: Hears }

const answersWithin = 10_000

/** The chat in a frame of its own origin, and the conversation with it. */
export function chatFrame({ address, name, hears }: Options) {
  const { origin } = address
  let frame: HTMLIFrameElement | undefined
  let ready = false

  const post = (message: ToFrame) => frame?.contentWindow?.postMessage(message, origin)

  function hear(message: ToHost) {
    switch (message.koopid) {
      case 'ready':
        ready = true
        return hears.ready(message.colour)
      case 'unread':
        return hears.unread(message.count)
      case 'close':
        return hears.close()
      case 'invite':
        return hears.invite(message.greeting)
      case 'kept?':
        return post({ koopid: 'kept', values: keptValues() })
      case 'keep':
        return keep(message.key, message.value)
      default:
        message satisfies never
    }
  }

  addEventListener('message', ({ source, origin: from, data }: MessageEvent) => {
    if (!source || source !== frame?.contentWindow || from !== origin || !data) return
    hear(data)
  })

  return {
    load(into: HTMLElement) {
      if (frame) return
      frame = make('iframe', { className: 'frame', title: name, src: address.href })
      into.append(frame)
      setTimeout(() => ready || hears.silent(), answersWithin)
    },
    tell(message: ToFrame) {
      if (ready) post(message)
    },
  }
}
