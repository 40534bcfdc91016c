import { useEffect, useState } from 'react'

/** At most one of the tabs that want it is the leader; when it goes, or wants no more, the next one is. */
export function useLeader(name: string, wanted: boolean): boolean {
  const [leader, setLeader] = useState(false)
  useEffect(() => {
    if (!wanted) return
    if (!navigator.locks) {
      setLeader(true)
      return () => setLeader(false)
    }
    const waiting = new AbortController()
    let release = () => {}
    const held = () => {
      setLeader(true)
      return new Promise<void>((done) => {
        release = done
      })
    }
    // Given up while waiting is no failure.
    navigator.locks.request(name, { signal: waiting.signal }, held).catch(() => {})
    return () => {
      waiting.abort()
      release()
      setLeader(false)
    }
  }, [name, wanted])
  return leader
}
