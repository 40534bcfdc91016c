import { lazy } from 'react'

const parts = () => import('./conversation-parts.ts')

/** Before there is a conversation to show: an agent who is available waits for one, and not for code then. */
export const loadConversationParts = () => void parts().catch(() => {})

export const ConversationList = lazy(() => parts().then((part) => ({ default: part.ConversationList })))
export const Thread = lazy(() => parts().then((part) => ({ default: part.Thread })))
