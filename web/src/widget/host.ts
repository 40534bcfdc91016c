import type { Happened, KeptValues, ToHost } from '../launcher/messages.ts'
import { type Kept, memoryStorage } from './kept.ts'

/** Origin of the embedding page, from the fragment the launcher sets; the browser checks it at each message. */
export function hostOrigin(hash: string): string | null {
  const named = new URLSearchParams(hash.replace(/^#/, '')).get('host')
  try {
    const { origin, protocol } = new URL(named ?? '')
    return protocol === 'https:' || protocol === 'http:' ? origin : null
  } catch {
    return null
  }
}

const heard: unknown[] = ['open', 'closed', 'dismissed'] satisfies Happened['koopid'][]

export function connectHost(host: string | null, hears: (message: Happened) => void) {
  const embedded = host !== null
  const listen = (event: MessageEvent) => {
    if (!embedded || event.source !== window.parent || event.origin !== host) return
    if (heard.includes(event.data?.koopid)) hears(event.data)
  }
  window.addEventListener('message', listen)
  return {
    embedded,
    tell: (message: ToHost) => embedded && window.parent.postMessage(message, host),
    stop: () => window.removeEventListener('message', listen),
  }
}

const answersWithin = 1500

/**
 * Storage of the embedding page, for a frame that has none of its own. That page's scripts can read the token there,
 * which is why it is the second choice.
 */
export async function hostStorage(host: string): Promise<Kept> {
  const tell = (message: ToHost) => window.parent.postMessage(message, host)
  const kept = memoryStorage(await valuesOfHost(host, () => tell({ koopid: 'kept?' })))
  return {
    ...kept,
    setItem(key, value) {
      kept.setItem(key, value)
      tell({ koopid: 'keep', key, value })
    },
    removeItem(key) {
      kept.removeItem(key)
      tell({ koopid: 'keep', key, value: null })
    },
  }
}

function valuesOfHost(host: string, ask: () => void): Promise<Record<string, string>> {
  return new Promise((resolve) => {
    const done = (values: Record<string, string>) => {
      window.removeEventListener('message', listen)
      resolve(values)
    }
    const listen = ({ source, origin, data }: MessageEvent<KeptValues | null>) => {
      if (source === window.parent && origin === host && data?.koopid === 'kept') done(data.values)
    }
    window.addEventListener('message', listen)
    setTimeout(() => done({}), answersWithin)
    ask()
  })
}
