import { randomUUID } from 'node:crypto'
import type { Channel, ChannelDraft } from '@koopid/contract'
import { AppError } from '../../http/errors.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import { holdEvents } from '../webhooks/webhooks.store.ts'
import type { Change } from './change.ts'
import { checkChannel } from './channel-rules.ts'
import {
  type ChannelRow,
  channelHasConversations,
  insertChannel,
  removeChannel,
  selectChannel,
  selectChannels,
  updateChannel,
} from './channels.store.ts'
import { selectPending } from './deliveries.store.ts'
import { found, invalid } from './refusals.ts'

/** What of a channel is changed; the rest stays. */
export type ChannelChange = { [Field in keyof ChannelDraft]?: ChannelDraft[Field] | undefined }

/** By name. */
export async function listChannels(store: ProviderStore): Promise<Channel[]> {
  const rows = await selectChannels(store)
  const waiting = await selectPending(store)
  return rows.map((row) => ({
    id: row.id,
    ...draftOf(row),
    hasKey: row.api_key_hash !== null,
    ...(waiting.get(row.id) ?? { pending: 0, lastError: null }),
  }))
}

export async function createChannel(
  { store, at, record }: Change,
  draft: ChannelDraft,
  allowLoopback: boolean,
): Promise<Channel> {
  await checkChannel(store, draft, allowLoopback)
  const id = randomUUID()
  await insertChannel(store, {
    id,
    kind: draft.kind,
    ...columnsOf(draft),
    webhook_secret: null,
    api_key_hash: null,
    last_event: 0,
    created_at: at,
  })
  await record('channel.created', id, { name: draft.name, kind: draft.kind })
  return channelOf(store, id)
}

export async function changeChannel(
  { store, record }: Change,
  id: string,
  change: ChannelChange,
  allowLoopback: boolean,
): Promise<Channel> {
  const before = found(await selectChannel(store, id))
  const draft = { ...draftOf(before), ...change } as ChannelDraft
  if (draft.kind !== before.kind) throw invalid('kind', 'A channel keeps its kind. Make another channel.')
  await checkChannel(store, draft, allowLoopback, id)
  await updateChannel(store, id, columnsOf(draft))
  if (draft.webhookUrl === null && before.webhook_url !== null) await holdEvents(store, id)
  await record('channel.changed', id, {
    name: draft.name,
    team: draft.team,
    active: draft.active,
    allowedDomains: draft.allowedDomains.join(' '),
    webhookUrl: draft.webhookUrl,
  })
  return channelOf(store, id)
}

/** @throws AppError `channel.in_use`: a conversation says to the end through which channel it came */
export async function deleteChannel({ store, record }: Change, id: string): Promise<void> {
  const { name } = found(await selectChannel(store, id))
  if (await channelHasConversations(store, id)) throw new AppError('channel.in_use')
  await removeChannel(store, id)
  await record('channel.deleted', id, { name })
}

const channelOf = async (store: ProviderStore, id: string): Promise<Channel> =>
  found((await listChannels(store)).find((channel) => channel.id === id))

const draftOf = (row: ChannelRow) => ({
  kind: row.kind,
  name: row.name,
  team: row.team_id,
  active: row.active === 1,
  entryTag: row.entry_tag,
  allowedDomains: JSON.parse(row.allowed_domains) as string[],
  greet: row.greet,
  greeting: row.greeting,
  offlineMessage: row.offline_message,
  colour: row.colour,
  inviteAfter: row.invite_after,
  webhookUrl: row.webhook_url,
})

const columnsOf = (draft: ChannelDraft) => ({
  name: draft.name,
  team_id: draft.team,
  active: draft.active ? (1 as const) : (0 as const),
  entry_tag: draft.entryTag,
  allowed_domains: JSON.stringify(draft.allowedDomains),
  greet: draft.greet,
  greeting: draft.greeting,
  offline_message: draft.offlineMessage,
  colour: draft.colour,
  invite_after: draft.inviteAfter ?? null,
  webhook_url: draft.webhookUrl,
})
