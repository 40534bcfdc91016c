import type { Conversation } from '@koopid/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { desk } from '../../api/desk.ts'
import { maySupervise, useDesk } from '../desk-context.ts'
import { applyConversation } from '../live/apply-event.ts'

export type ActionName = 'take' | 'takeOver' | 'close' | 'requeue' | 'reopen'
const calls: Record<ActionName, (id: string) => Promise<Conversation>> = {
  take: (id) => desk.take(id),
  takeOver: (id) => desk.take(id, true),
  close: desk.close,
  requeue: desk.requeue,
  reopen: desk.reopen,
}

/** What may be done with a conversation now, and doing it. */
export function useConversationActions() {
  const { session, me } = useDesk()
  const queries = useQueryClient()
  const run = useMutation({
    mutationFn: ({ id, name }: { id: string; name: ActionName }) => calls[name](id),
    onSuccess: (conversation) => applyConversation(queries, me.id, conversation),
    // Somebody else may have been first: what is true now is with the server.
    onError: (_error, { id }) => void queries.invalidateQueries({ queryKey: ['conversation', id] }),
  })
  return {
    allowed: (one: Conversation | undefined) => allowedActions(one, me.id, maySupervise(session)),
    run: (id: string, name: ActionName) => run.mutate({ id, name }),
    busy: run.isPending ? run.variables.name : undefined,
    error: run.error,
    dismissError: run.reset,
  }
}
export type ConversationActions = ReturnType<typeof useConversationActions>

export function allowedActions(one: Conversation | undefined, me: string, supervisor: boolean): ActionName[] {
  if (!one) return []
  if (one.status === 'queued') return ['take']
  if (one.status === 'closed') return ['reopen']
  if (one.assignee?.id === me) return ['requeue', 'close']
  return supervisor ? ['takeOver'] : []
}
