import type {
  Agents,
  CannedReply,
  CannedReplyDraft,
  Channel,
  ChannelDraft,
  ChannelKey,
  Conversation,
  Dashboard,
  Delivery,
  DeskSettings,
  Statusboard,
  Tag,
  Team,
  TeamDraft,
} from '@koopid/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { queryOf, request } from './request.ts'

type Signal = AbortSignal | undefined
type Deliveries = { deliveries: Delivery[]; next: number | null }

const get = <T>(path: string, signal: Signal) => request<T>('GET', `/api/v1${path}`, { signal })
const post = <T>(path: string, body?: unknown) =>
  request<T>('POST', `/api/v1${path}`, body === undefined ? {} : { body })
const of = (kind: string, id: string) => `/${kind}/${encodeURIComponent(id)}`

/** One click is one change of a conversation: the key makes it so even when its answer is lost. */
const changeConversation = (id: string, what: string, body: unknown) =>
  request<Conversation>('POST', `/api/v1${of('conversations', id)}/${what}`, {
    body,
    headers: { 'idempotency-key': crypto.randomUUID() },
  })

/** Create or change one of a kind by its draft. */
const saveAt =
  <Draft, Saved>(kind: string) =>
  (id: string | null, body: Draft) =>
    id === null ? post<Saved>(`/${kind}`, body) : request<Saved>('PATCH', `/api/v1${of(kind, id)}`, { body })
const removeAt = (kind: string) => (id: string) => request<void>('DELETE', `/api/v1${of(kind, id)}`)

/** What the portal asks of the desk. */
export const portalDesk = {
  statusboard: (signal?: Signal) => get<Statusboard>('/statusboard', signal),
  dashboard: (zone: string, signal?: Signal) => get<Dashboard>(`/dashboard${queryOf({ zone })}`, signal),
  agents: (signal?: Signal) => get<Agents>('/agents', signal),
  forceAway: (id: string, requeue: boolean) => post<unknown>(`${of('agents', id)}/away`, { requeue }),
  signOutAgent: (id: string) => post<unknown>(`${of('agents', id)}/sign-out`),
  reassign: (id: string, agent: string) => changeConversation(id, 'assign', { agent }),
  takeOver: (id: string) => changeConversation(id, 'take', { takeOver: true }),

  teams: (signal?: Signal) => get<{ teams: Team[] }>('/teams', signal),
  saveTeam: saveAt<TeamDraft, Team>('teams'),
  deleteTeam: removeAt('teams'),
  settings: (signal?: Signal) => get<DeskSettings>('/desk-settings', signal),
  saveSettings: (body: DeskSettings) => request<DeskSettings>('PUT', '/api/v1/desk-settings', { body }),

  channels: (signal?: Signal) => get<{ channels: Channel[] }>('/channels', signal),
  saveChannel: saveAt<ChannelDraft, Channel>('channels'),
  deleteChannel: removeAt('channels'),
  makeKey: (id: string) => post<ChannelKey>(`${of('channels', id)}/key`),
  deliveries: (id: string, before: number | undefined, signal?: Signal) =>
    get<Deliveries>(`${of('channels', id)}/deliveries${queryOf({ before: before?.toString() })}`, signal),
  replay: (id: string, delivery: number) =>
    post<unknown>(`${of('channels', id)}/deliveries/${delivery}/replay`),

  replies: (signal?: Signal) => get<{ replies: CannedReply[] }>('/canned-replies', signal),
  saveReply: saveAt<CannedReplyDraft, CannedReply>('canned-replies'),
  deleteReply: removeAt('canned-replies'),
  tags: (signal?: Signal) => get<{ tags: Tag[] }>('/tags', signal),
  createTag: (name: string) => post<Tag>('/tags', { name }),
  deleteTag: removeAt('tags'),
}

const others = { staleTime: 0 }

export const statusboardQuery = queryOptions({
  queryKey: ['portal-desk', 'statusboard'],
  queryFn: ({ signal }) => portalDesk.statusboard(signal),
  ...others,
})

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
export const dashboardQuery = queryOptions({
  queryKey: ['portal-desk', 'dashboard'],
  queryFn: ({ signal }) => portalDesk.dashboard(zone, signal),
  refetchInterval: 15_000,
  ...others,
})

export const agentsQuery = queryOptions({
  queryKey: ['portal-desk', 'agents'],
  queryFn: async ({ signal }) => (await portalDesk.agents(signal)).agents,
})

export const teamsQuery = queryOptions({
  queryKey: ['portal-desk', 'teams'],
  queryFn: async ({ signal }) => (await portalDesk.teams(signal)).teams,
  ...others,
})

export const deskSettingsQuery = queryOptions({
  queryKey: ['portal-desk', 'settings'],
  queryFn: ({ signal }) => portalDesk.settings(signal),
})

export const channelsQuery = queryOptions({
  queryKey: ['portal-desk', 'channels'],
  queryFn: async ({ signal }) => (await portalDesk.channels(signal)).channels,
  ...others,
})

export const deliveriesQuery = (channel: string) =>
  infiniteQueryOptions({
    queryKey: ['portal-desk', 'deliveries', channel],
    queryFn: ({ pageParam, signal }) => portalDesk.deliveries(channel, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    ...others,
  })

export const repliesQuery = queryOptions({
  queryKey: ['portal-desk', 'replies'],
  queryFn: async ({ signal }) => (await portalDesk.replies(signal)).replies,
  ...others,
})

export const tagsQuery = queryOptions({
  queryKey: ['portal-desk', 'tags'],
  queryFn: async ({ signal }) => (await portalDesk.tags(signal)).tags,
  ...others,
})
