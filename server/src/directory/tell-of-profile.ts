import type { ProviderStore } from '../store/provider-store.ts'
import type { AfterCommit } from '../store/store.ts'
import type { PersonRow } from './people.store.ts'

/** Without a cause: sessions and colleagues show the person as they are now, and nothing that they hold moves. */
export function tellOfProfile(
  { providerId }: ProviderStore,
  after: AfterCommit,
  { id, agent }: Pick<PersonRow, 'id' | 'agent'>,
): void {
  after({ kind: 'person_changed', providerId, personId: id })
  if (agent === 1) after({ kind: 'agent_changed', providerId, personId: id })
}
