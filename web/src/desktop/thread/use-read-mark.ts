import type { Conversation, Message } from '@koopid/contract'
import { useEffect, useRef } from 'react'
import { desk } from '../../api/desk.ts'
import { useDesk } from '../desk-context.ts'
import { useVisible } from '../live/use-visible.ts'

/** Tells that the agent who has the conversation has it before them; answers which message the customer read last. */
export function useReadMark(conversation: Conversation, messages: Message[]): number | undefined {
  const { me } = useDesk()
  const visible = useVisible()
  const told = useRef(conversation.readByAgent)
  const mine = conversation.status === 'assigned' && conversation.assignee?.id === me.id
  const seq = messages.at(-1)?.seq ?? 0
  useEffect(() => {
    const known = Math.max(told.current, conversation.readByAgent)
    if (!visible || !mine || seq <= known) return
    told.current = seq
    // Not told now, it is told with the next message.
    desk.read(conversation.id, seq).catch(() => {
      told.current = known
    })
  }, [visible, mine, seq, conversation.id, conversation.readByAgent])

  return messages.findLast(({ kind, seq }) => kind === 'agent' && seq <= conversation.readByCustomer)?.seq
}
