/** Sockets of agents and customers, and what they measure. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'

export type Received = { type: string; data: Record<string, unknown> }

/** An open socket; `onFrame` hears everything. */
export function openSocket(
  url: string,
  headers: Record<string, string>,
  onFrame: (frame: Received) => void,
): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers, perMessageDeflate: false })
    socket.on('message', (data) => onFrame(JSON.parse(String(data)) as Received))
    socket.on('open', () => resolve(socket))
    socket.on('error', reject)
  })
}

/** A few at a time: the handshakes are not what is measured. */
export async function inBatches<T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  for (let n = 0; n < count; n += 50)
    made.push(...(await Promise.all(Array.from({ length: Math.min(50, count - n) }, (_, k) => make(n + k)))))
  return made
}

/** Starts `work` so many times a second; does not wait for it, as customers do not wait for each other. */
export async function steadily(
  perSecond: number,
  seconds: number,
  work: (n: number) => Promise<unknown>,
): Promise<void> {
  const began = performance.now()
  const under: Promise<unknown>[] = []
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const due = began + (n / perSecond) * 1000
    if (due > performance.now()) await pause(due - performance.now())
    under.push(work(n))
  }
  await Promise.all(under)
}

/** Milliseconds from when a key was sent until it was received, whichever is known first. */
export function stopwatch() {
  const sent = new Map<string, number>()
  const times: number[] = []
  return {
    times,
    start: (key: string) => void sent.set(key, performance.now()),
    stop(key: string) {
      const at = sent.get(key)
      if (at === undefined) return
      sent.delete(key)
      times.push(performance.now() - at)
    },
    missing: () => sent.size,
  }
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
}

/** Resident memory in bytes. */
export function residentBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}

export const newToken = () => randomBytes(32).toString('base64url')
