import type { CustomerWrite, CustomerWritten } from '@koopid/contract'
import { asFailure, type WidgetFailure } from '../api/widget.ts'
import { tryingAgain } from '../realtime/try-again.ts'
import type { Kept } from './kept.ts'

/** A message on its way; it keeps its key for as long as it lives, so that sending it again is the same sending. */
export type Pending = {
  key: string
  at: number
  token: string
  write: CustomerWrite
  refused: string | null
  late?: boolean
}

type Options = {
  kept: Kept
  scope: string
  send: (pending: Pending) => Promise<CustomerWritten>
  onChange: (pending: Pending[]) => void
  onSent: (written: CustomerWritten, pending: Pending) => void
  now?: () => number
  newKey?: () => string
  /** Milliseconds before the next try after this many in vain. */
  pause?: (tries: number) => number
}

export type Outbox = ReturnType<typeof createOutbox>

/**
 * Keeps every message until the server has it, across reloads, and sends one after the other in the order of
 * writing. One storage entry per message: two tabs of the same customer cannot overwrite each other's.
 */
export function createOutbox(options: Options) {
  const { kept, send, onChange, onSent, now = Date.now, newKey = () => crypto.randomUUID() } = options
  const retry = tryingAgain(() => void flush(), options.pause)
  const prefix = `koopid-outbox:${options.scope}:`
  let waiting = load(kept, prefix)
  let busy = false

  const store = (pending: Pending) => kept.setItem(prefix + pending.key, JSON.stringify(pending))
  const replace = (next: Pending[]) => {
    waiting = next
    onChange(waiting)
  }
  const drop = (key: string) => {
    kept.removeItem(prefix + key)
    replace(waiting.filter((one) => one.key !== key))
  }
  const refuse = (pending: Pending, code: string) => {
    const refused = { ...pending, refused: code }
    store(refused)
    replace(waiting.map((one) => (one.key === pending.key ? refused : one)))
  }

  async function flush(): Promise<void> {
    retry.cancel()
    if (busy) return
    busy = true
    for (let next = waiting.find(unsent); next; next = waiting.find(unsent)) {
      const failure = await deliver(next)
      if (!failure) continue
      const late = { ...next, late: true }
      replace(waiting.map((one) => (one.key === late.key ? late : one)))
      retry.later()
      break
    }
    busy = false
  }

  async function deliver(pending: Pending): Promise<WidgetFailure | undefined> {
    try {
      const written = await send(pending)
      retry.succeeded()
      onSent(written, pending)
      drop(pending.key)
    } catch (error) {
      const failure = asFailure(error)
      if (failure.passes) return failure
      refuse(pending, failure.code)
    }
    return undefined
  }

  return {
    list: () => waiting,
    add(token: string, write: CustomerWrite): void {
      const last = waiting.at(-1)?.at ?? 0
      const pending = { key: newKey(), at: Math.max(now(), last + 1), token, write, refused: null }
      store(pending)
      replace([...waiting, pending])
      void flush()
    },
    /** At once: the connection is back, or the customer asks for it. */
    flush,
    /** Another try for one that was refused, with the same key. */
    retry(key: string): void {
      const found = waiting.find((one) => one.key === key)
      if (!found) return
      const again = { ...found, refused: null }
      store(again)
      replace(waiting.map((one) => (one.key === key ? again : one)))
      void flush()
    },
    discard: drop,
    /** It came back another way, such as over the socket or from another tab. */
    settle(key: string): void {
      if (waiting.some((one) => one.key === key)) drop(key)
    },
    stop: retry.cancel,
  }
}

const unsent = (pending: Pending) => pending.refused === null

function load(kept: Kept, prefix: string): Pending[] {
  const texts = kept.keys().filter((key) => key.startsWith(prefix))
  return texts
    .map((key) => parse(kept.getItem(key)))
    .filter((one) => one !== null)
    .sort((a, b) => a.at - b.at)
}

function parse(text: string | null): Pending | null {
  try {
    return text ? (JSON.parse(text) as Pending) : null
  } catch {
    return null
  }
}
