import { isIPv4 } from 'node:net'
import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'

export type Limiter = {
  /** Takes one of `most` per `windowMs`. `first_over` comes once a window, so that a flood is on record without filling it. */
  take(key: string): 'within' | 'first_over' | 'over'
  /** Gives one back: what ended well does not count. */
  giveBack(key: string): void
}

/** Fixed windows in bounded memory, per process. */
export function limiter(most: number, windowMs: number, now: () => number): Limiter {
  const windows = new LRUCache<string, { start: number; taken: number }>({ max: 50_000 })
  return {
    take(key) {
      const at = now()
      const window = windows.get(key)
      if (!window || at - window.start >= windowMs) {
        windows.set(key, { start: at, taken: 1 })
        return 'within'
      }
      window.taken += 1
      return window.taken <= most ? 'within' : window.taken === most + 1 ? 'first_over' : 'over'
    },
    giveBack(key) {
      const window = windows.get(key)
      if (window) window.taken = Math.max(0, window.taken - 1)
    },
  }
}

/** IPv6 clients own a /64 and would otherwise have 2^64 keys (CVE-2026-45364). */
export function addressKey(address: string): string {
  if (isIPv4(address)) return address
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${(parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}
