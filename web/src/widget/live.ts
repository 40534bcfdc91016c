import type { CustomerEvents, CustomerMessage, CustomerState } from '@koopid/contract/realtime'
import { openConnection } from '../realtime/connection.ts'

type Hears = {
  onMessage: (message: CustomerMessage) => void
  onState: (state: CustomerState) => void
  onTyping: (name: string | null) => void
  onConnected: (connected: boolean) => void
  onSynchronise: () => void
}
export type Live = { typing: (on: boolean) => void; close: () => void }

/** What an agent's typing shows for when nobody says that it stopped. */
const typingLasts = 8000

export function openLive(path: string, token: string, hears: Hears): Live {
  let fades: ReturnType<typeof setTimeout> | undefined
  const typing = (name: string | null) => {
    clearTimeout(fades)
    if (name) fades = setTimeout(() => hears.onTyping(null), typingLasts)
    hears.onTyping(name)
  }
  const connection = openConnection<CustomerEvents>({
    url: () => `${location.origin.replace(/^http/, 'ws')}${path}`,
    greet: () => ({ type: 'hello', data: { token } }),
    onEvent: (frame) => {
      if (frame.type === 'message') hears.onMessage(frame.data.message)
      else if (frame.type === 'state') hears.onState(frame.data)
      else if (frame.type === 'typing') typing(frame.data.on ? frame.data.name : null)
    },
    onSynchronise: hears.onSynchronise,
    onState: (state) => hears.onConnected(state === 'open'),
  })
  return {
    typing: (on) => connection.send('typing', { on }),
    close() {
      clearTimeout(fades)
      connection.close()
    },
  }
}
