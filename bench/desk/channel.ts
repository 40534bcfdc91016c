import type { ProviderStore } from '../../server/src/store/provider-store.ts'
import { webChannelRow } from '../../server/test/rows.ts'

/** The entry tag that the load writes to. */
export const entryTag = 'bench'

/** One team of everybody, five conversations each at most, and its web channel. */
export async function writeWebChannel(store: ProviderStore): Promise<void> {
  const created_at = Date.now()
  await store.add('teams', {
    id: 'support',
    name: 'Support',
    everyone: 1,
    routing: 'auto',
    agent_limit: 5,
    unanswered: 3600,
    created_at,
  })
  await store.add('channels', webChannelRow(entryTag))
}
