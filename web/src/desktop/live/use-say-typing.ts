import { useCallback, useEffect, useRef } from 'react'
import { useDesk } from '../desk-context.ts'

/** Said again after this long, as readers forget it; taken back after this long without a key. */
const again = 4000

/** Tells the customer that an answer is being written; notes are written in silence. */
export function useSayTyping(conversationId: string, told: boolean) {
  const { sayTyping } = useDesk()
  const said = useRef(0)
  const quiet = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = useCallback(() => {
    clearTimeout(quiet.current)
    if (said.current) sayTyping(conversationId, false)
    said.current = 0
  }, [conversationId, sayTyping])
  const typed = () => {
    if (!told) return
    clearTimeout(quiet.current)
    quiet.current = setTimeout(stop, again)
    if (Date.now() - said.current < again / 2) return
    said.current = Date.now()
    sayTyping(conversationId, true)
  }
  useEffect(() => stop, [stop])
  return { typed, stop }
}
