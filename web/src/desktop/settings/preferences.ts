import { useSyncExternalStore } from 'react'
import { recall, remember } from '../../ui/storage.ts'
import { type ToneName, toneNames } from '../sound/chime.ts'

/** How this browser alerts; who is signed in does not matter to its loudspeakers. */
export type Preferences = {
  tone: ToneName
  /** 0 to 100. */
  volume: number
  onlyHidden: boolean
  notifications: boolean
}

const key = 'koopid-alerts'
const usual: Preferences = { tone: 'chime', volume: 50, onlyHidden: false, notifications: true }
const listeners = new Set<() => void>()

function read(): Preferences {
  try {
    const kept: Partial<Preferences> = JSON.parse(recall(key) ?? '{}')
    const tone = toneNames.find((name) => name === kept.tone) ?? usual.tone
    return { ...usual, ...kept, tone }
  } catch {
    return usual
  }
}

let current = read()

const refresh = () => {
  current = read()
  for (const listener of listeners) listener()
}

export function changePreferences(part: Partial<Preferences>) {
  remember(key, JSON.stringify({ ...current, ...part }))
  current = { ...current, ...part }
  for (const listener of listeners) listener()
}

export const preferences = () => current
/** What 50 sounds like is what the chime always sounded like. */
export const gainOf = ({ volume }: Preferences) => Math.max(0.0002, 0.44 * (volume / 100))

function subscribe(listener: () => void) {
  listeners.add(listener)
  const elsewhere = (event: StorageEvent) => event.key === key && refresh()
  window.addEventListener('storage', elsewhere)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', elsewhere)
  }
}

export const usePreferences = () => useSyncExternalStore(subscribe, preferences)
