import type { Suggestions } from '@koopid/contract'
import type { ProviderStore } from '../../store/provider-store.ts'
import { selectCannedReplies } from '../setup/canned-replies.store.ts'
import type { ConversationRow } from './conversations.store.ts'
import { lastCustomerMessage } from './messages.store.ts'

type Reply = Suggestions['replies'][number]

/** Canned replies of every team and of this one, best match for what the customer wrote last first. */
export async function suggest(store: ProviderStore, row: ConversationRow): Promise<Reply[]> {
  const replies = (await selectCannedReplies(store)).filter(
    ({ team_id }) => team_id === null || team_id === row.team_id,
  )
  const asked = (await lastCustomerMessage(store, row.id)) ?? ''
  return rank(replies, asked).map(({ id, title, shortcut, body }) => ({ id, title, shortcut, body }))
}

/** Words that both have, each weighed by how few replies have it; the title counts twice. */
export function rank<R extends Omit<Reply, 'id'>>(replies: readonly R[], message: string): R[] {
  const asked = new Set(wordsOf(message))
  const texts = replies.map((reply) =>
    wordsOf(`${reply.title} ${reply.title} ${reply.shortcut} ${reply.body}`),
  )
  const holders = new Map<string, number>()
  for (const words of texts)
    for (const word of new Set(words)) holders.set(word, (holders.get(word) ?? 0) + 1)
  const score = (words: readonly string[]) =>
    words.reduce(
      (sum, word) => sum + (asked.has(word) ? Math.log(1 + replies.length / holders.get(word)!) : 0),
      0,
    ) / Math.sqrt(words.length || 1)
  return replies
    .map((reply, index) => ({ reply, index, score: score(texts[index]!) }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map(({ reply }) => reply)
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
