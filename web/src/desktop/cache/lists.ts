import type { Conversation, ListName } from '@koopid/contract'
import type { ListData } from './queries.ts'

/** Pages may overlap when conversations moved between two calls. */
export function conversationsOf(data: Pick<ListData, 'pages'> | undefined): Conversation[] {
  const all = new Map<string, Conversation>()
  for (const page of data?.pages ?? []) for (const one of page.conversations) all.set(one.id, one)
  return [...all.values()]
}

/** `undefined`: only the server knows. */
export function belongs(list: ListName, one: Conversation, me: string): boolean | undefined {
  if (list === 'mine') return one.status === 'assigned' && one.assignee?.id === me
  if (list === 'queue') return one.status === 'queued'
  return list === 'history' && one.status !== 'closed' ? false : undefined
}

const latest = (one: Conversation) => one.last?.at ?? one.createdAt
const waiting = (one: Conversation) => one.waitingSince ?? one.createdAt

/** As the server orders: the queue by the longest wait, the others by the latest message. */
export function comesBefore(list: ListName, a: Conversation, b: Conversation): boolean {
  return list === 'queue' ? waiting(a) < waiting(b) : latest(a) > latest(b)
}

/** The list after what happened to a conversation; the same object when nothing changes in it. */
export function withConversation(
  data: ListData,
  list: ListName,
  me: string,
  one: Conversation,
  filtered = false,
): ListData {
  const before = conversationsOf(data)
  const at = before.findIndex(({ id }) => id === one.id)
  // What is here is younger than what is told.
  if (at >= 0 && before[at]!.seq > one.seq) return data
  const stays = belongs(list, one, me) ?? at >= 0
  // Whether a filter finds a newcomer, only the server knows.
  if (at < 0 && (!stays || filtered)) return data
  const others = at < 0 ? before : before.toSpliced(at, 1)
  const total = (data.pages.at(-1)?.total ?? 0) + (stays ? 1 : 0) - (at < 0 ? 0 : 1)
  return withRows(data, stays ? inserted(others, list, one, data.pages.at(-1)?.next ?? null) : others, total)
}

function inserted(rows: Conversation[], list: ListName, one: Conversation, next: string | null) {
  const place = rows.findIndex((row) => comesBefore(list, one, row))
  if (place >= 0) return rows.toSpliced(place, 0, one)
  // Past what is loaded: it comes with its page.
  return next === null ? [...rows, one] : rows
}

/** Later pages keep their cursor; where one ends and the next begins does not matter to readers. */
function withRows(data: ListData, rows: Conversation[], total: number): ListData {
  const pages = data.pages.map((page, index) => ({
    ...page,
    total,
    conversations: index === 0 ? rows : [],
  }))
  return { ...data, pages }
}
