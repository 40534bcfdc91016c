import { useEffect, useState } from 'react'
import { recall, remember } from '../../ui/storage.ts'

const key = 'koopid-active-at'
/** Other tabs need not know of every key. */
const told = 5000
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** When something was done last in any tab of the desktop, by this browser's clock; `undefined` where nothing is kept. */
export function lastActive(): number | undefined {
  const kept = recall(key)
  return kept === null ? undefined : Number(kept)
}

/** Nothing was done for so long in any tab of the desktop. */
export function useIdle(seconds: number | undefined): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    if (!seconds) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const since = () => Date.now() - (lastActive() ?? Date.now())
    const look = () => {
      clearTimeout(timer)
      const left = seconds * 1000 - since()
      setIdle(left <= 0)
      if (left > 0) timer = setTimeout(look, left)
    }
    const active = () => {
      if (recall(key) && since() < told) return
      remember(key, String(Date.now()))
      look()
    }
    const elsewhere = (event: StorageEvent) => event.key === key && look()
    active()
    look()
    for (const sign of signs) window.addEventListener(sign, active, { passive: true })
    window.addEventListener('storage', elsewhere)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      for (const sign of signs) window.removeEventListener(sign, active)
      window.removeEventListener('storage', elsewhere)
      document.removeEventListener('visibilitychange', look)
    }
  }, [seconds])
  return idle
}
