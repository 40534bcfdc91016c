import type {
  AgentEvents,
  Agents,
  AgentView,
  Conversation,
  ConversationDetail,
  Frame,
  ListName,
} from '@koopid/contract'
import type { QueryClient } from '@tanstack/react-query'
import { sessionQuery } from '../../api/queries.ts'
import { withConversation } from '../cache/lists.ts'
import { receive } from '../cache/messages.ts'
import { agentsQuery, conversationQuery, type ListData } from '../cache/queries.ts'
import { keepOnTop } from './told-meanwhile.ts'
import { endTyping, noteTyping } from './typing.ts'

export type AgentFrame = Frame<AgentEvents>

/** Takes what the socket says into the caches that the screens read, until stopped. */
export function takeEvents(queries: QueryClient, me: string) {
  const states = keepOnTop<AgentFrame>(queries, (frame) => applyState(queries, me, frame))
  return {
    take(frame: AgentFrame) {
      states.take(frame)
      applyOnce(queries, me, frame)
    },
    stop: states.stop,
  }
}

/** How a conversation or a colleague is now. */
function applyState(queries: QueryClient, me: string, frame: AgentFrame) {
  switch (frame.type) {
    case 'conversation.queued':
    case 'conversation.assigned':
    case 'conversation.requeued':
    case 'conversation.updated':
    case 'conversation.closed':
      return applyConversation(queries, me, frame.data.conversation)
    case 'agent.state':
      return applyAgent(queries, me, frame.data.agent)
  }
}

/** What happened, and cannot be covered by an answer from before it. */
function applyOnce(queries: QueryClient, me: string, frame: AgentFrame) {
  switch (frame.type) {
    case 'conversation.closed':
      return void queries.invalidateQueries({ queryKey: ['conversations', 'history'] })
    case 'message.created': {
      const { message } = frame.data
      if (message.kind === 'customer' || message.kind === 'agent')
        endTyping(message.conversationId, message.kind)
      return receive(queries, message)
    }
    case 'typing': {
      const { conversationId, side, name, on } = frame.data
      const open = queries.getQueryData(conversationQuery(conversationId).queryKey)
      // What one types oneself comes back.
      if (side === 'agent' && open?.conversation.assignee?.id === me) return
      return noteTyping(conversationId, side, name, on)
    }
    case 'mention':
      return void queries.invalidateQueries({ queryKey: ['conversations', 'mentions'] })
    case 'provider.changed':
      return void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    case 'config.changed':
      for (const key of ['tags', 'canned-replies', 'suggestions', 'desk-settings', 'agents'])
        void queries.invalidateQueries({ queryKey: [key] })
  }
}

/** Also for the answer to a change of one's own, which is there before the socket tells. */
export function applyConversation(queries: QueryClient, me: string, one: Conversation) {
  queries.setQueryData<ConversationDetail>(['conversation', one.id], (detail) =>
    detail && detail.conversation.seq <= one.seq ? { ...detail, conversation: one } : detail,
  )
  for (const [key, data] of queries.getQueriesData<ListData>({ queryKey: ['conversations'] })) {
    const [, list, search] = key as [string, ListName, string]
    if (data) queries.setQueryData(key, withConversation(data, list, me, one, search !== ''))
  }
}

function applyAgent(queries: QueryClient, me: string, agent: AgentView) {
  if (agent.id === me) applyOwn(queries, agent)
  const known = queries.getQueryData<Agents>(agentsQuery.queryKey)
  if (!known) return
  const others = known.agents.filter(({ id }) => id !== agent.id)
  const agents = [...others, agent].sort((a, b) => a.name.localeCompare(b.name))
  queries.setQueryData<Agents>(agentsQuery.queryKey, { ...known, agents })
}

/** Name and picture may have been changed in another tab. */
function applyOwn(queries: QueryClient, agent: AgentView) {
  queries.setQueryData(['agent-status'], agent)
  const user = queries.getQueryData(sessionQuery.queryKey)?.user
  if (user && (user.name !== agent.name || user.picture !== agent.picture))
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
}
