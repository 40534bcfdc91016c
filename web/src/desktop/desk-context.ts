import type { PersonRef, SessionView } from '@koopid/contract'
import { createContext, useContext } from 'react'
import type { Outbox } from './cache/outbox.ts'

/** What every part of the desktop needs of the whole. */
export type Desk = {
  session: SessionView
  me: PersonRef
  outbox: Outbox
  /** Opens a conversation, or none; its id is in the address. */
  open: (id: string | undefined) => void
  sayTyping: (conversationId: string, on: boolean) => void
}

const DeskContext = createContext<Desk | undefined>(undefined)
export const DeskProvider = DeskContext.Provider

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('outside of the desktop')
  return desk
}

/** May take a conversation over from the agent who has it. */
export const maySupervise = ({ user }: SessionView) =>
  user.role === 'administrator' || user.role === 'manager' || user.role === 'supervisor'
