import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void) {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}

/** Whether this tab is in front of somebody. */
export const useVisible = () => useSyncExternalStore(subscribe, () => document.visibilityState !== 'hidden')
