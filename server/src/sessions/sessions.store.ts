import type { ProviderStore } from '../store/provider-store.ts'
import type { Row } from '../store/schema.ts'

export type SessionRow = Row<'sessions'> &
  Pick<Row<'people'>, 'name' | 'email' | 'role' | 'agent' | 'source'> & {
    alert_sound_choice: Row<'people'>['alert_sound']
  }

/**
 * A session whose row is not ended, whose person is active and, when it came from Okta, whose connection is active.
 * These conditions live here and nowhere else, so nobody can forget one.
 */
export async function selectSession(
  store: ProviderStore,
  tokenHash: string,
): Promise<SessionRow | undefined> {
  const query = () =>
    store
      .select('sessions')
      .innerJoin('people', (join) =>
        join
          .onRef('people.provider_id', '=', 'sessions.provider_id')
          .onRef('people.id', '=', 'sessions.person_id'),
      )
      .leftJoin('connections', (join) =>
        join
          .onRef('connections.provider_id', '=', 'sessions.provider_id')
          .on('connections.slot', '=', 'live'),
      )
      .selectAll('sessions')
      .select(['people.name', 'people.email', 'people.role', 'people.agent', 'people.source'])
      .select('people.alert_sound as alert_sound_choice')
      .where('sessions.token_hash', '=', tokenHash)
      .where('sessions.ended_at', 'is', null)
      .where('people.active', '=', 1)
      .where(({ or, eb }) => or([eb('sessions.method', '=', 'password'), eb('connections.active', '=', 1)]))
  const values = ['live', store.providerId, tokenHash, 1, 'password', 1]
  return (await store.once<SessionRow>('session', query, values))[0]
}

export async function insertSession(
  store: ProviderStore,
  row: Omit<Row<'sessions'>, 'provider_id'>,
): Promise<void> {
  await store.add('sessions', row)
}

export async function markSeen(store: ProviderStore, tokenHash: string, at: number): Promise<void> {
  await store.update('sessions', { seen_at: at }).where('token_hash', '=', tokenHash).execute()
}

/** @returns `false` when it had ended before. */
export async function endRow(
  store: ProviderStore,
  tokenHash: string,
  at: number,
  reason: string,
): Promise<boolean> {
  const query = () =>
    store
      .update('sessions', { ended_at: at, end_reason: reason })
      .where('token_hash', '=', tokenHash)
      .where('ended_at', 'is', null)
      .returning('id')
  const rows = await store.once('end session', query, [at, reason, store.providerId, tokenHash])
  return rows.length > 0
}

/** Ends this person's oldest sessions until `keep` are left. @returns the hashes of those it ended. */
export async function endOldest(
  store: ProviderStore,
  personId: string,
  at: number,
  keep: number,
): Promise<string[]> {
  const query = () =>
    store
      .select('sessions')
      .select('token_hash')
      .where('person_id', '=', personId)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', at)
      .orderBy('created_at', 'desc')
      .limit(100)
      .offset(keep)
  const rows = await store.once('oldest sessions', query, [store.providerId, personId, at, 100, keep])
  for (const row of rows) await endRow(store, row.token_hash, at, 'too_many')
  return rows.map((row) => row.token_hash)
}
