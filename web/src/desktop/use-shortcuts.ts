import { useEffect, useRef, useState } from 'react'
import { recall, remember } from '../ui/storage.ts'

const key = 'koopid-shortcuts'
const sequenceTime = 1200

/** `{ 'm': …, 'g a': … }`: single keys and sequences of two. */
export function useShortcuts(actions: Record<string, () => void>) {
  const [enabled, setEnabled] = useState(() => recall(key) !== 'off')
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })

  useEffect(() => {
    let first = { key: '', at: 0 }
    const onKey = (event: KeyboardEvent) => {
      if (!meantForShortcuts(event)) return
      // Help stays reachable, or nobody could switch the others on again.
      if (!enabled && event.key !== '?') return
      const sequence = event.timeStamp - first.at < sequenceTime ? `${first.key} ${event.key}` : ''
      const action = latest.current[sequence] ?? latest.current[event.key]
      first = { key: event.key, at: event.timeStamp }
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [enabled])

  const choose = (on: boolean) => {
    setEnabled(on)
    remember(key, on ? null : 'off')
  }
  return [enabled, choose] as const
}

export function meantForShortcuts(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false
  const at = event.target
  if (!(at instanceof Element)) return true
  return !at.closest('input, textarea, select, [contenteditable], dialog, [role="menu"]')
}
