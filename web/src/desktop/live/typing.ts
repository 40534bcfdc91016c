import { useCallback, useSyncExternalStore } from 'react'

/** Who types where. It ends by itself: the frame that says so may be lost. */
const lasts = 8000
const typing = new Map<string, { name: string; side: 'customer' | 'agent'; timer: number }>()
const listeners = new Set<() => void>()

function end(conversationId: string) {
  clearTimeout(typing.get(conversationId)?.timer)
  if (typing.delete(conversationId)) for (const listener of listeners) listener()
}

export function noteTyping(conversationId: string, side: 'customer' | 'agent', name: string, on: boolean) {
  end(conversationId)
  if (!on) return
  const timer = window.setTimeout(() => end(conversationId), lasts)
  typing.set(conversationId, { name, side, timer })
  for (const listener of listeners) listener()
}

/** A message of that side is there: they typed it. */
export function endTyping(conversationId: string, side: 'customer' | 'agent') {
  if (typing.get(conversationId)?.side === side) end(conversationId)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useTyping = (conversationId: string): string | undefined =>
  useSyncExternalStore(
    subscribe,
    useCallback(() => typing.get(conversationId)?.name, [conversationId]),
  )
