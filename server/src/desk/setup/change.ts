import { recordEvent } from '../../audit/audit.ts'
import type { ProviderId, ProviderStore } from '../../store/provider-store.ts'
import type { AfterCommit, Store } from '../../store/store.ts'
import { lockDesk } from '../routing/desk-lock.store.ts'

export type Change = {
  store: ProviderStore
  after: AfterCommit
  at: number
  /** Appends an audit event in the name of whoever makes the change. */
  record(
    kind: string,
    subject?: string,
    facts?: Readonly<Record<string, string | number | boolean | null>>,
  ): Promise<void>
}

/** `personId` of an administrator, or `operator`. */
export type Author = { providerId: ProviderId; personId: string }

/**
 * One change of a desk's configuration. It holds the desk, so that what it checked, such as that a team is not in use,
 * is still so when it commits.
 */
export async function changeDesk<T>(
  store: Store,
  at: number,
  { providerId, personId }: Author,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  return store.transaction(providerId, async (scoped, after) => {
    await lockDesk(scoped)
    const result = await work({
      store: scoped,
      after,
      at,
      record: (kind, subject, facts) =>
        recordEvent(scoped, at, {
          kind,
          actor: personId,
          ...(subject !== undefined && { subject }),
          ...(facts && { facts }),
        }),
    })
    after({ kind: 'config_changed', providerId })
    return result
  })
}
