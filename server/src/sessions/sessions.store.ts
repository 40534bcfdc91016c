import type { ProviderStore } from '../store/provider-store.ts'
import type { Row } from '../store/schema.ts'

export type SessionRow = Row<'sessions'> &
  Pick<Row<'people'>, 'name' | 'email' | 'role' | 'agent' | 'source' | 'phone' | 'picture'> & {
    alert_sound_choice: Row<'people'>['alert_sound']
  }

/**
 * Sessions whose row is not ended, whose person is active and, when it came from Okta, whose connection is active.
 * These conditions live here and nowhere else, so nobody can forget one.
 */
export const validSessions = (store: ProviderStore) =>
  store
    .select('sessions')
    .innerJoin('people', (join) =>
      join
        .onRef('people.provider_id', '=', 'sessions.provider_id')
        .onRef('people.id', '=', 'sessions.person_id'),
    )
    .leftJoin('connections', (join) =>
      join.onRef('connections.provider_id', '=', 'sessions.provider_id').on('connections.slot', '=', 'live'),
    )
    .where('sessions.ended_at', 'is', null)
    .where('people.active', '=', 1)
    .where(({ or, eb }) => or([eb('sessions.method', '=', 'password'), eb('connections.active', '=', 1)]))

export async function selectSession(
  store: ProviderStore,
  tokenHash: string,
): Promise<SessionRow | undefined> {
  const query = () =>
    validSessions(store)
      .selectAll('sessions')
      .select(['people.name', 'people.email', 'people.role', 'people.agent', 'people.source'])
      .select(['people.phone', 'people.picture', 'people.alert_sound as alert_sound_choice'])
      .where('sessions.token_hash', '=', tokenHash)
  const values = ['live', store.providerId, 1, 'password', 1, tokenHash]
  return (await store.once<SessionRow>('session', query, values))[0]
}

/** Which of these people are agents with a session that is good at `at` and was seen since `seenSince`. */
export async function agentsWithSession(
  store: ProviderStore,
  at: number,
  seenSince: number,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set()
  const rows = await validSessions(store)
    .select('sessions.person_id as id')
    .distinct()
    .where('sessions.person_id', 'in', [...personIds])
    .where('sessions.expires_at', '>', at)
    .where('sessions.seen_at', '>', seenSince)
    .where('people.agent', '=', 1)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Where this person is signed in: with a session that is good at `at` and was seen since `seenSince`, the latest first. */
export async function selectOwnSessions(
  store: ProviderStore,
  personId: string,
  at: number,
  seenSince: number,
): Promise<Pick<Row<'sessions'>, 'id' | 'method' | 'created_at' | 'seen_at'>[]> {
  return validSessions(store)
    .select(['sessions.id', 'sessions.method', 'sessions.created_at', 'sessions.seen_at'])
    .where('sessions.person_id', '=', personId)
    .where('sessions.expires_at', '>', at)
    .where('sessions.seen_at', '>', seenSince)
    .orderBy('sessions.seen_at', 'desc')
    .orderBy('sessions.id')
    .execute()
}

/** What could be used at `at` or later, whatever else is true now: of one id, or all. */
export async function selectEndable(
  store: ProviderStore,
  personId: string,
  at: number,
  id?: string,
): Promise<{ id: string; tokenHash: string }[]> {
  let query = store
    .select('sessions')
    .select(['id', 'token_hash as tokenHash'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', at)
  if (id !== undefined) query = query.where('id', '=', id)
  return query.execute()
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
  const values = [store.providerId, personId, at, 100, keep]
  const oldest = await store.once<{ token_hash: string }>('oldest sessions', query, values)
  const ended = []
  // Most people have none too many: looking first is cheaper than an update that finds nothing.
  for (const { token_hash: tokenHash } of oldest)
    if (await endRow(store, tokenHash, at, 'too_many')) ended.push(tokenHash)
  return ended
}
