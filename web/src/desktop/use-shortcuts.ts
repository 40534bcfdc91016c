import { useEffect, useRef, useState } from 'react'
import { recall, remember } from '../ui/storage.ts'

const key = 'koopid-shortcuts'
const sequenceTime = 1200

/** `{ 'm': …, 'g a': …, 'Mod+k': … }`: single keys, sequences of two, and keys with Ctrl or ⌘. */
export function useShortcuts(actions: Record<string, () => void>) {
  const [enabled, setEnabled] = useState(() => recall(key) !== 'off')
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })

  useEffect(() => {
    let first = { key: '', at: 0 }
    const onKey = (event: KeyboardEvent) => {
      const action = withModifier(event) ? latest.current[`Mod+${event.key.toLowerCase()}`] : single(event)
      if (!action) return
      event.preventDefault()
      action()
    }
    const single = (event: KeyboardEvent) => {
      if (!meantForShortcuts(event)) return undefined
      // Help stays reachable, or nobody could switch the others on again.
      if (!enabled && event.key !== '?') return undefined
      const sequence = event.timeStamp - first.at < sequenceTime ? `${first.key} ${event.key}` : ''
      const action = latest.current[sequence] ?? latest.current[event.key]
      first = { key: event.key, at: event.timeStamp }
      return action
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

const withModifier = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey

export function meantForShortcuts(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false
  const at = event.target
  if (!(at instanceof Element)) return true
  // Boxes and radio buttons take no letters.
  const writes = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]'
  return !at.closest(`${writes}, dialog, [role="dialog"], [role="menu"]`)
}
