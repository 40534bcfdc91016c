import type { AgentEvents } from '@koopid/contract'
import { LRUCache } from 'lru-cache'
import type { Hub, Topic } from '../../realtime/hub.ts'
import type { BusMessage } from '../../store/bus.ts'
import type { ProviderId, ProviderStore } from '../../store/provider-store.ts'
import type { Store } from '../../store/store.ts'
import { agentViews } from '../agents/view.ts'
import { type ConversationRow, selectConversation } from '../conversations/conversations.store.ts'
import { type MessageRow, messagesAfter } from '../conversations/messages.store.ts'
import { conversationViews, customerMessageView, customerState, messageView } from '../conversations/view.ts'
import { selectTeam } from '../setup/teams.store.ts'
import { publishToFormer } from './former-holders.ts'
import { topics } from './topics.ts'

type Changed = Extract<BusMessage, { kind: 'conversation_changed' }>
type Deps = { store: Store; hub: Hub; now: () => number; onError: (error: Error) => void }

/**
 * Turns what the bus says into frames for this node's sockets. The bus says only that something changed; what it is now
 * is read from the store, in order for each conversation, so that every node says the same.
 */
export function startFeed({ store, hub, now, onError }: Deps): () => void {
  const queues = new LRUCache<string, Promise<void>>({ max: 10_000 })
  /** Number of the last message that went out here, by conversation. */
  const sent = new LRUCache<string, number>({ max: 10_000 })

  const inOrder = (key: string, work: () => Promise<void>) => {
    const next = (queues.get(key) ?? Promise.resolve()).then(work).catch(onError)
    queues.set(key, next)
  }
  const conversation = (message: Changed) =>
    inOrder(message.conversationId, () =>
      store.read(message.providerId as ProviderId, async (scoped) => {
        const row = await selectConversation(scoped, message.conversationId)
        if (!row) return
        await publishMessages({ hub, sent }, scoped, row, message.seq)
        await publishConversation(hub, scoped, row, message)
      }),
    )

  return store.bus.subscribe((message) => {
    if (message.kind === 'everything_changed') return
    const providerId = message.providerId as ProviderId
    switch (message.kind) {
      case 'conversation_changed':
        return conversation(message)
      case 'agent_changed':
        return inOrder(`agent ${message.personId}`, () =>
          publishAgent({ store, hub, now }, providerId, message.personId),
        )
      case 'mentioned':
        return inOrder(message.conversationId, () => publishMention({ store, hub }, message))
      case 'typing':
        return publishTyping(hub, message)
      case 'config_changed':
        return hub.publish([topics.desk(providerId)], 'config.changed', {})
      case 'provider_changed':
        return hub.publish([topics.desk(providerId)], 'provider.changed', {})
      default:
    }
  })
}

async function publishMessages(
  { hub, sent }: { hub: Hub; sent: LRUCache<string, number> },
  store: ProviderStore,
  row: ConversationRow,
  seq: number,
): Promise<void> {
  const from = sent.get(row.id) ?? seq - 1
  if (row.seq <= from) return
  const audience = watching(row)
  const customers: Topic[] = [topics.contact(row.provider_id, row.contact_id)]
  if (!hub.hasReaders([...audience, ...customers])) return void sent.set(row.id, row.seq)
  for (const message of await messagesAfter(store, row.id, from)) {
    sent.set(row.id, message.seq)
    hub.publish(audience, 'message.created', { message: messageView(message) })
    const shown = customerMessageView(message)
    if (shown) hub.publish(customers, 'message', { message: shown })
    if (message.kind === 'customer') ding(hub, row, message)
  }
}

/** Who sees the thread: whoever has it open, and whoever has it. */
const watching = (row: ConversationRow): Topic[] => [
  topics.conversation(row.provider_id, row.id),
  ...(row.assignee_id === null ? [] : [topics.person(row.provider_id, row.assignee_id)]),
]

function ding(hub: Hub, row: ConversationRow, message: MessageRow): void {
  if (row.assignee_id === null) return
  alert(hub, [topics.person(row.provider_id, row.assignee_id)], 'message', row, message.body)
}

function alert(
  hub: Hub,
  to: Topic[],
  kind: AgentEvents['alert']['kind'],
  row: ConversationRow,
  text: string,
): void {
  hub.publish(to, 'alert', {
    kind,
    conversationId: row.id,
    customer: row.contact_name,
    text: text.slice(0, 160),
  } satisfies AgentEvents['alert'])
}

async function publishConversation(
  hub: Hub,
  store: ProviderStore,
  row: ConversationRow,
  { change, alert: ringing, seq }: Changed,
): Promise<void> {
  const provider = row.provider_id
  const team = topics.team(provider, row.team_id)
  // The team's lists change with the state; what happens in somebody's hands concerns them.
  const wide = row.status === 'queued' || !['message', 'updated'].includes(change)
  const board = wide || change === 'updated' ? [topics.board(provider)] : []
  const audience = [...watching(row), ...(wide ? [team] : []), ...board]
  // Queued and given to somebody in one transaction: its later message says so.
  const passed = (change === 'queued' || change === 'requeued') && row.status !== 'queued'
  if (!passed && hub.hasReaders(audience)) {
    const [conversation] = await conversationViews(store, [row])
    const type = change === 'message' ? 'updated' : change
    hub.publish(audience, `conversation.${type}`, { conversation })
  }
  if (!passed && change !== 'message' && change !== 'updated')
    await publishToFormer(hub, store, row, { type: `conversation.${change}`, seq })
  if (ringing && row.assignee_id !== null)
    alert(hub, [topics.person(provider, row.assignee_id)], ringing, row, row.last_text ?? '')
  if (passed) return
  if (change === 'queued' || change === 'requeued') await ringManualTeam(hub, store, row, team)
  await publishState(hub, store, row)
}

/** In a team that takes conversations itself, a new one rings at everybody who is there. */
async function ringManualTeam(
  hub: Hub,
  store: ProviderStore,
  row: ConversationRow,
  team: Topic,
): Promise<void> {
  if (row.status !== 'queued' || !hub.hasReaders([team])) return
  const { routing } = (await selectTeam(store, row.team_id)) ?? {}
  if (routing === 'manual') alert(hub, [team], 'queued', row, row.last_text ?? '')
}

async function publishState(hub: Hub, store: ProviderStore, row: ConversationRow): Promise<void> {
  const customers = [topics.contact(row.provider_id, row.contact_id)]
  if (hub.hasReaders(customers)) hub.publish(customers, 'state', await customerState(store, row))
}

async function publishAgent(
  { store, hub, now }: Pick<Deps, 'store' | 'hub' | 'now'>,
  providerId: ProviderId,
  personId: string,
): Promise<void> {
  const audience = [topics.board(providerId), topics.person(providerId, personId)]
  if (!hub.hasReaders(audience)) return
  const [agent] = await store.read(providerId, (scoped) => agentViews(scoped, now(), personId))
  if (agent) hub.publish(audience, 'agent.state', { agent })
}

async function publishMention(
  { store, hub }: Pick<Deps, 'store' | 'hub'>,
  message: Extract<BusMessage, { kind: 'mentioned' }>,
): Promise<void> {
  const { providerId, conversationId, personId, seq, by } = message
  const to = [topics.person(providerId, personId)]
  if (!hub.hasReaders(to)) return
  const row = await store.read(providerId as ProviderId, (scoped) =>
    selectConversation(scoped, conversationId),
  )
  if (!row) return
  hub.publish(to, 'mention', { conversationId, seq, by, customer: row.contact_name })
  alert(hub, to, 'mention', row, by)
}

function publishTyping(hub: Hub, message: Extract<BusMessage, { kind: 'typing' }>): void {
  const { providerId, conversationId, contactId, personId, name, on } = message
  const side = personId === null ? 'customer' : 'agent'
  hub.publish([topics.conversation(providerId, conversationId)], 'typing', {
    conversationId,
    side,
    name,
    on,
  })
  if (side === 'agent') hub.publish([topics.contact(providerId, contactId)], 'typing', { name, on })
}
