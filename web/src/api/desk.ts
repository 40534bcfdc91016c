import type {
  Agents,
  CannedReply,
  Conversation,
  ConversationDetail,
  ConversationPage,
  DeskSettings,
  ListName,
  Message,
  Messages,
  NewMessage,
  SearchResult,
  Suggestions,
  Tag,
  Team,
  Transfer,
} from '@koopid/contract'
import { asProblem } from './problem.ts'
import { queryOf, request } from './request.ts'

type Signal = AbortSignal | undefined
export type DraftKind = 'agent' | 'note'

const get = <T>(path: string, signal: Signal) => request<T>('GET', `/api/v1${path}`, { signal })
const of = (id: string) => `/conversations/${encodeURIComponent(id)}`

export const newKey = (): string => crypto.randomUUID()
const waits = [800, 2500]
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
/** What may pass by itself: nobody answered, or a proxy did. */
export const mayPass = (error: unknown) => [0, 502, 503, 504].includes(asProblem(error).status)

/** A change of a conversation. Repeated after a network failure under the same key, it happens once. */
async function change<T>(method: 'POST' | 'PUT', path: string, body: unknown, key = newKey()): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await request<T>(method, `/api/v1${path}`, { body, headers: { 'idempotency-key': key } })
    } catch (error) {
      const wait = waits[attempt]
      if (wait === undefined || !mayPass(error)) throw error
      await pause(wait)
    }
  }
}

/** Every call of the agent desktop about conversations and colleagues. */
export const desk = {
  list: (list: ListName, search: string, before: string | undefined, signal?: Signal) =>
    get<ConversationPage>(`/conversations${queryOf({ list, search, before })}`, signal),
  conversation: (id: string, signal?: Signal) => get<ConversationDetail>(of(id), signal),
  /** Upwards from a number, or the latest below one. */
  messages: (id: string, where: { after?: number; before?: number }, signal?: Signal) =>
    get<Messages>(
      `${of(id)}/messages${queryOf({ after: where.after?.toString(), before: where.before?.toString() })}`,
      signal,
    ),
  suggestions: (id: string, signal?: Signal) => get<Suggestions>(`${of(id)}/suggestions`, signal),
  related: (id: string, signal?: Signal) =>
    get<{ conversations: Conversation[] }>(`${of(id)}/related`, signal),
  search: (q: string, signal?: Signal) => get<SearchResult>(`/search${queryOf({ q })}`, signal),
  open: (signal?: Signal) => get<{ conversations: Conversation[] }>('/agent/open', signal),

  write: (id: string, body: NewMessage, key: string) =>
    change<Message>('POST', `${of(id)}/messages`, body, key),
  take: (id: string, takeOver = false) => change<Conversation>('POST', `${of(id)}/take`, { takeOver }),
  close: (id: string) => change<Conversation>('POST', `${of(id)}/close`, {}),
  requeue: (id: string) => change<Conversation>('POST', `${of(id)}/requeue`, {}),
  reopen: (id: string) => change<Conversation>('POST', `${of(id)}/reopen`, {}),
  transfer: (id: string, body: Transfer) => change<Conversation>('POST', `${of(id)}/transfer`, body),
  draft: (id: string, body: { kind: DraftKind; body: string }) =>
    change<void>('PUT', `${of(id)}/draft`, body),
  read: (id: string, seq: number) => change<void>('PUT', `${of(id)}/read`, { seq }),
  tag: (id: string, tags: string[]) => change<Conversation>('PUT', `${of(id)}/tags`, { tags }),

  agents: (signal?: Signal) => get<Agents>('/agents', signal),
  teams: (signal?: Signal) => get<{ teams: Team[] }>('/teams', signal),
  tags: (signal?: Signal) => get<{ tags: Tag[] }>('/tags', signal),
  cannedReplies: (signal?: Signal) => get<{ replies: CannedReply[] }>('/canned-replies', signal),
  settings: (signal?: Signal) => get<DeskSettings>('/desk-settings', signal),
}
