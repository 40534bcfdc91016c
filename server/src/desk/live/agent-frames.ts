import { type AgentFrame, agentFrameSchema } from '@koopid/contract'
import { readFrame } from '../../realtime/connection.ts'
import { maySee, supervises } from '../access.ts'
import { selectConversation } from '../conversations/conversations.store.ts'
import type { DeskDeps } from '../deps.ts'
import type { Held } from './held.ts'
import { topics } from './topics.ts'
import { sayTyping } from './typing.ts'

/** What an agent's socket says. Changes of a conversation are none of it: those go over HTTP. */
export async function receive(deps: DeskDeps, entry: Held, text: string): Promise<void> {
  const frame = readFrame(agentFrameSchema, text)
  if (!frame) return entry.connection.close(1008, 'malformed frame')
  const { session, connection } = entry
  const { providerId } = session
  // It closed while this frame waited its turn; nobody will say again that it left.
  if (!connection.open) return
  switch (frame.type) {
    case 'subscribe':
      return subscribe(deps, entry, frame.data.topic)
    case 'unsubscribe':
      return deps.hub.leave(topicOf(providerId, frame.data.topic), connection)
    case 'typing':
      return sayTyping(deps, providerId, frame.data.conversationId, {
        personId: session.personId,
        name: session.name,
        on: frame.data.on,
      })
    case 'presence':
      return deps.presence.reported(session, entry, frame.data)
    case 'beat':
  }
}

type Wanted = Extract<AgentFrame, { type: 'subscribe' }>['data']['topic']

const topicOf = (providerId: number, wanted: Wanted) =>
  wanted === 'statusboard' ? topics.board(providerId) : topics.conversation(providerId, wanted.conversation)

/** Each subscription is authorized by itself; what one may not see is silently not delivered. */
async function subscribe({ store, hub }: DeskDeps, entry: Held, wanted: Wanted): Promise<void> {
  const { session, connection } = entry
  const allowed =
    wanted === 'statusboard'
      ? supervises(session)
      : await store.read(session.providerId, async (scoped) => {
          const row = await selectConversation(scoped, wanted.conversation)
          return row !== undefined && maySee(scoped, session, row)
        })
  if (allowed && connection.open) hub.join(topicOf(session.providerId, wanted), connection)
}
