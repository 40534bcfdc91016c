import type { Hub } from '../../realtime/hub.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { ConversationRow } from '../conversations/conversations.store.ts'
import { conversationViews } from '../conversations/view.ts'
import { formerHolders } from '../routing/ledger.store.ts'
import { selectAgentIds, teamsOf } from '../setup/teams.store.ts'
import { topics } from './topics.ts'

/**
 * Lists keep what was once theirs, so whoever had it and is not, or no longer, of its team hears where it is, too: most of
 * all, that it is out of their hands. What was said since then is left out.
 */
export async function publishToFormer(
  hub: Hub,
  store: ProviderStore,
  row: ConversationRow,
  { type, seq }: { type: string; seq: number },
): Promise<void> {
  for (const personId of await formerHolders(store, row.id)) {
    const to = [topics.person(row.provider_id, personId)]
    if (personId === row.assignee_id || !hub.hasReaders(to)) continue
    if (await hearsOfTeam(store, personId, row.team_id)) continue
    const [view] = await conversationViews(store, [row])
    const lost = type === 'conversation.requeued' && row.seq === seq
    const conversation = lost ? view! : { ...view!, last: null, unread: 0 }
    hub.publish(to, type, { conversation })
  }
}

const hearsOfTeam = async (store: ProviderStore, personId: string, teamId: string): Promise<boolean> =>
  (await selectAgentIds(store, [personId])).has(personId) && (await teamsOf(store, personId)).includes(teamId)
