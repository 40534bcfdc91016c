import type { Message } from '@koopid/contract'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { desk } from '../../api/desk.ts'

/** The messages of a conversation from some number on, without a gap. `more`: earlier ones are not loaded. */
export type Log = { messages: Message[]; more: boolean }

const newest = 2_147_483_647
const keyOf = (id: string) => ['messages', id]

/** In order, each once. */
export function merged(a: readonly Message[], b: readonly Message[]): Message[] {
  const bySeq = new Map(a.map((one) => [one.seq, one]))
  for (const one of b) bySeq.set(one.seq, one)
  return [...bySeq.values()].sort((x, y) => x.seq - y.seq)
}

/** Asked again, it asks only for what came after what is there. */
export const messagesQuery = (queries: QueryClient, id: string) =>
  queryOptions({
    queryKey: keyOf(id),
    queryFn: async ({ signal }): Promise<Log> => {
      const here = () => queries.getQueryData<Log>(keyOf(id))
      if (!here()) return desk.messages(id, { before: newest }, signal)
      let more = true
      let came: Message[] = []
      while (more) {
        const after = Math.max(here()?.messages.at(-1)?.seq ?? 0, came.at(-1)?.seq ?? 0)
        const page = await desk.messages(id, { after }, signal)
        came = merged(came, page.messages)
        more = page.more
      }
      const log = here()
      return { messages: merged(log?.messages ?? [], came), more: log?.more ?? false }
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })

/** Takes a message in where the log is loaded; after a gap the log is asked for instead. */
export function receive(queries: QueryClient, message: Message) {
  const log = queries.getQueryData<Log>(keyOf(message.conversationId))
  if (!log) return
  const last = log.messages.at(-1)?.seq ?? 0
  if (message.seq > last + 1) void queries.invalidateQueries({ queryKey: keyOf(message.conversationId) })
  else if (message.seq === last + 1)
    queries.setQueryData<Log>(keyOf(message.conversationId), {
      ...log,
      messages: [...log.messages, message],
    })
}

export async function loadEarlier(queries: QueryClient, id: string) {
  const first = queries.getQueryData<Log>(keyOf(id))?.messages[0]?.seq
  if (first === undefined) return
  const page = await desk.messages(id, { before: first })
  queries.setQueryData<Log>(keyOf(id), (log) => ({
    messages: merged(page.messages, log?.messages ?? []),
    more: page.more,
  }))
}
