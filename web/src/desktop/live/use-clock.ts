import { useEffect, useState } from 'react'
import { serverNow } from '../../api/server-clock.ts'

/** Timers stand still while a laptop sleeps: after this long the clock is asked in any case. */
const longestWait = 30_000

/**
 * The server's time, anew after each `wait` and whenever the page is looked at again.
 * @param wait milliseconds until the next look, from the time of this one; the same function at every render
 */
export function useClock(wait: (now: number) => number): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      const at = serverNow()
      setNow(at)
      timer = setTimeout(look, Math.min(Math.max(wait(at), 20), longestWait))
    }
    look()
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [wait])
  return now
}
