import type { ProviderStore } from '../../store/provider-store.ts'
import type { conversationsJoined } from './conversations.store.ts'

/** Whose list, and which teams' conversations they may see; `undefined` is all of them. */
export type Reader = { personId: string; teams: readonly string[] | undefined }
export type ListQuery = ReturnType<typeof conversationsJoined>

/** Conversations of the reader's teams, and those that were theirs. */
export const seenBy = (query: ListQuery, { personId, teams }: Reader): ListQuery =>
  teams === undefined
    ? query
    : query.where(({ or, eb, exists, selectFrom }) =>
        or([
          ...(teams.length > 0 ? [eb('conversations.team_id', 'in', [...teams])] : []),
          eb('conversations.assignee_id', '=', personId),
          exists(
            selectFrom('assignments')
              .select('assignments.id')
              .whereRef('assignments.provider_id', '=', 'conversations.provider_id')
              .whereRef('assignments.conversation_id', '=', 'conversations.id')
              .where('assignments.to_id', '=', personId),
          ),
        ]),
      )

export async function isMentioned(
  store: ProviderStore,
  conversationId: string,
  personId: string,
): Promise<boolean> {
  const row = await store
    .select('mentions')
    .select('seq')
    .where('conversation_id', '=', conversationId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}
