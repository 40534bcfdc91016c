import { closeCodes, realtimeVersion } from '@koopid/contract'
import type { WebSocket } from 'ws'

/** Bytes that may wait for a slow reader, and frames that it may send: a burst, then so many a second. */
export const connectionLimits = { backlog: 1_000_000, burst: 60, perSecond: 20 } as const

/** Data that is sent to many: turned into JSON once. */
export type Prepared = { type: string; json: string }

export const prepare = (type: string, data: unknown): Prepared => ({ type, json: JSON.stringify(data) })

type FrameSchema<T> = { safeParse(value: unknown): { data?: T | undefined } }

export type Connection = {
  send(frame: Prepared): void
  /** Ends it; nothing is sent after this. */
  close(code: number, reason?: string): void
  readonly open: boolean
}

/**
 * One WebSocket with a numbered, versioned envelope, so that its reader notices loss. A reader that is too slow is
 * dropped rather than remembered for: it comes back and catches up over HTTP.
 */
export function connectionOver(socket: WebSocket, now: () => number): Connection {
  let seq = 0
  const connection: Connection = {
    send({ type, json }) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > connectionLimits.backlog)
        return connection.close(closeCodes.tooMuch, 'too slow')
      seq += 1
      const at = new Date(now()).toISOString()
      socket.send(`{"v":${realtimeVersion},"type":"${type}","seq":${seq},"ts":"${at}","data":${json}}`)
    },
    close(code, reason = '') {
      socket.close(code, reason)
      // A peer that does not answer the close is gone a second later.
      setTimeout(() => socket.terminate(), 1000).unref()
    },
    get open() {
      return socket.readyState === socket.OPEN
    },
  }
  return connection
}

/** What a frame says, or `undefined` when it is not one of those that `schema` knows. */
export function readFrame<T>(schema: FrameSchema<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Whether a reader may send another frame now. */
export function frameAllowance(now: () => number): () => boolean {
  let tokens: number = connectionLimits.burst
  let filledAt = now()
  return () => {
    const at = now()
    tokens = Math.min(
      connectionLimits.burst,
      tokens + (Math.max(0, at - filledAt) / 1000) * connectionLimits.perSecond,
    )
    filledAt = at
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
