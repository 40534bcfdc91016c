import { randomUUID } from 'node:crypto'
import type { CannedReply, CannedReplyDraft } from '@koopid/contract'
import type { ProviderStore } from '../../store/provider-store.ts'
import {
  type CannedReplyRow,
  insertCannedReply,
  removeCannedReply,
  selectCannedReplies,
  selectCannedReply,
  updateCannedReply,
} from './canned-replies.store.ts'
import type { Change } from './change.ts'
import { found, invalid } from './refusals.ts'
import { selectTeam } from './teams.store.ts'

/** What of a canned reply is changed; the rest stays. */
export type CannedReplyChange = { [Field in keyof CannedReplyDraft]?: CannedReplyDraft[Field] | undefined }

export async function listCannedReplies(store: ProviderStore): Promise<CannedReply[]> {
  return (await selectCannedReplies(store)).map(viewOf)
}

export async function createCannedReply(change: Change, draft: CannedReplyDraft): Promise<CannedReply> {
  const reply = { id: randomUUID(), ...draft }
  await requireTeam(change.store, draft.team)
  await insertCannedReply(change.store, { id: reply.id, ...columnsOf(draft) })
  await change.record('canned_reply.created', reply.id, { title: draft.title, shortcut: draft.shortcut })
  return reply
}

export async function changeCannedReply(
  { store, record }: Change,
  id: string,
  change: CannedReplyChange,
): Promise<CannedReply> {
  const reply = { ...viewOf(found(await selectCannedReply(store, id))), ...change } as CannedReply
  await requireTeam(store, reply.team)
  await updateCannedReply(store, id, columnsOf(reply))
  await record('canned_reply.changed', id, { title: reply.title, shortcut: reply.shortcut })
  return reply
}

export async function deleteCannedReply({ store, record }: Change, id: string): Promise<void> {
  const { title } = found(await selectCannedReply(store, id))
  await removeCannedReply(store, id)
  await record('canned_reply.deleted', id, { title })
}

async function requireTeam(store: ProviderStore, team: string | null): Promise<void> {
  if (team !== null && !(await selectTeam(store, team))) throw invalid('team', 'There is no such team.')
}

const viewOf = ({ id, title, shortcut, body, team_id }: CannedReplyRow): CannedReply => ({
  id,
  title,
  shortcut,
  body,
  team: team_id,
})

const columnsOf = ({ title, shortcut, body, team }: CannedReplyDraft) => ({
  title,
  shortcut,
  body,
  team_id: team,
})
