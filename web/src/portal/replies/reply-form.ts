import type { CannedReply, CannedReplyDraft } from '@koopid/contract'
import { replies } from '../../phrases/portal-replies.ts'

export type ReplyMistakes = Partial<Record<keyof CannedReplyDraft, string>>
const { wrong } = replies.form

export const newReply: CannedReplyDraft = { title: '', shortcut: '', body: '', team: null }

export const draftOfReply = ({ title, shortcut, body, team }: CannedReplyDraft): CannedReplyDraft => ({
  title: title.trim(),
  shortcut: shortcut.trim().replace(/^\//, ''),
  body: body.trim(),
  team,
})

/** `others`: a shortcut that two replies of one team share leads to neither. */
export function replyMistakes(values: CannedReplyDraft, others: readonly CannedReply[]): ReplyMistakes {
  const { title, shortcut, body, team } = draftOfReply(values)
  const taken = others.some((one) => one.shortcut === shortcut && one.team === team)
  const shortcutMistake = !/^[a-z0-9-]{1,30}$/.test(shortcut) ? wrong.shortcut : taken && wrong.taken
  return {
    ...(title && title.length <= 60 ? {} : { title: wrong.title }),
    ...(shortcutMistake ? { shortcut: shortcutMistake } : {}),
    ...(body && body.length <= 4000 ? {} : { body: wrong.body }),
  }
}

export function matches(search: string, ...texts: string[]): boolean {
  const wanted = search.trim().toLowerCase()
  return texts.some((text) => text.toLowerCase().includes(wanted))
}
