import { recordEvent } from '../../audit/audit.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import { insertTeam, selectTeams } from './teams.store.ts'

/** What a new provider starts with: one team that every agent belongs to. Changes nothing when there is a team. */
export async function openDesk(store: ProviderStore, at: number): Promise<void> {
  if ((await selectTeams(store)).length > 0) return
  const id = 'support'
  await insertTeam(store, {
    id,
    name: 'Support',
    everyone: 1,
    routing: 'auto',
    agent_limit: 5,
    unanswered: 90,
    created_at: at,
  })
  await recordEvent(store, at, {
    kind: 'team.created',
    actor: 'operator',
    subject: id,
    facts: { name: 'Support' },
  })
}
