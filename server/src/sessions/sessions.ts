import { hash, randomUUID } from 'node:crypto'
import type { Role, SessionView } from '@koopid/contract'
import { LRUCache } from 'lru-cache'
import { recordEvent } from '../audit/audit.ts'
import { pictureAddress } from '../directory/pictures.ts'
import type { Provider, Providers } from '../directory/providers.ts'
import { logoAddress, readProviderId } from '../directory/providers.ts'
import type { Reply, Request } from '../http/types.ts'
import { randomBytesOf } from '../random.ts'
import type { BusMessage } from '../store/bus.ts'
import type { ProviderId, ProviderStore } from '../store/provider-store.ts'
import type { AfterCommit, Store } from '../store/store.ts'
import type { Cookies } from './cookies.ts'
import {
  endOldest,
  endRow,
  insertSession,
  markSeen,
  type SessionRow,
  selectSession,
} from './sessions.store.ts'

/** Limits in milliseconds (ASVS 7.3): idle one hour, absolute twelve hours; ten sessions a person, the oldest goes. */
export const sessionLimits = { idle: 3_600_000, absolute: 43_200_000, perPerson: 10 } as const

const cookieName = 'koopid_session'
/** A cached session is read again after this long even if the bus stays silent. */
const cacheFor = 30_000
const markSeenEvery = 60_000

export type EndReason =
  | 'signed_out'
  | 'replaced'
  | 'expired'
  | 'too_many'
  | 'ended_by_administrator'
  /** By the person, from another session of theirs. */
  | 'ended_elsewhere'
  | 'password_changed'

export type Session = Readonly<{
  providerId: ProviderId
  tokenHash: string
  id: string
  personId: string
  name: string
  role: Role
  agent: boolean
  method: 'okta' | 'password'
  idToken: string | null
  attemptHash: string | null
  expiresAt: number
  /** `GET /api/v1/session`, ready to send: it is asked for on every page and changes rarely. */
  view: SessionView
  viewJson: string
}>

export type NewSession = {
  personId: string
  method: 'okta' | 'password'
  launch: SessionView['launch']
  /** Sealed; kept for the logout hint. */
  idToken: string | null
  attemptHash: string | null
  /** The session this browser had before, ended by the same transaction: a planted cookie is worth nothing (fixation). */
  replaces: Session | undefined
}

export type Sessions = {
  /** Writes the session inside the caller's transaction. @returns the cookie's token: give it out after the commit only. */
  start(store: ProviderStore, after: AfterCommit, session: NewSession): Promise<string>
  giveCookie(reply: Reply, token: string): void
  /** The live session of this request, or `undefined`. Valid only while its row, its person and its connection say so. */
  read(request: Request): Promise<Session | undefined>
  end(session: Session, reason: EndReason): Promise<void>
  clearCookie(reply: Reply): void
}

type Deps = { store: Store; providers: Providers; cookies: Cookies; now: () => number }
type Held = { session: Session; seenAt: number; heldAt: number }

/** Who is signed in now. The only code that touches the session cookie. */
export function sessionsOf({ store, providers, cookies, now }: Deps): Sessions {
  const held = new LRUCache<string, Held>({ max: 20_000 })
  forgetOnChange(store, held)

  const load = async (providerId: ProviderId, tokenHash: string): Promise<Held | undefined> => {
    const provider = await providers.find(providerId)
    if (!provider) return undefined
    const row = await store.read(providerId, (scoped) => selectSession(scoped, tokenHash))
    if (!row) return undefined
    const entry = { session: sessionFrom(row, provider), seenAt: row.seen_at, heldAt: now() }
    held.set(tokenHash, entry)
    return entry
  }
  const touch = (entry: Held, at: number) => {
    entry.seenAt = at
    const { providerId, tokenHash } = entry.session
    // Losing one of these shortens a session by a minute at most, so nobody waits for it.
    store
      .transaction(providerId, (scoped) => markSeen(scoped, tokenHash, at))
      .catch(() => held.delete(tokenHash))
  }

  return {
    async start(scoped, after, session) {
      const at = now()
      const token = `${scoped.providerId}.${randomBytesOf(32).toString('base64url')}`
      if (session.replaces && session.replaces.providerId === scoped.providerId)
        await endWithin(scoped, after, at, session.replaces, 'replaced')
      const id = randomUUID()
      // Asked together, done in this order: room is made for one that is not there yet.
      const [ended] = await Promise.all([
        endOldest(scoped, session.personId, at, sessionLimits.perPerson - 1),
        insertSession(scoped, rowOf(session, { id, token, at })),
        recordEvent(scoped, at, {
          kind: 'session.started',
          actor: session.personId,
          subject: id,
          facts: { method: session.method },
        }),
      ])
      for (const tokenHash of ended)
        after({ kind: 'session_ended', providerId: scoped.providerId, tokenHash, reason: 'too_many' })
      return token
    },
    giveCookie: (reply, token) => cookies.set(reply, cookieName, token, sessionLimits.absolute / 1000),
    clearCookie: (reply) => cookies.clear(reply, cookieName),
    async read(request) {
      const token = cookies.read(request, cookieName)
      const providerId =
        token && token.length < 100 ? readProviderId(token.slice(0, token.indexOf('.'))) : undefined
      if (!token || !providerId) return undefined
      const at = now()
      const tokenHash = hashOf(token)
      let entry = held.get(tokenHash)
      if (!entry || at - entry.heldAt > cacheFor || !store.bus.connected)
        entry = await load(providerId, tokenHash)
      if (!entry || at >= entry.session.expiresAt || at - entry.seenAt >= sessionLimits.idle) return undefined
      if (at - entry.seenAt >= markSeenEvery) touch(entry, at)
      return entry.session
    },
    async end(session, reason) {
      await store.transaction(session.providerId, (scoped, after) =>
        endWithin(scoped, after, now(), session, reason),
      )
    },
  }
}

/** Ends it in the caller's transaction; what was open with it closes and what it held moves. */
export async function endWithin(
  store: ProviderStore,
  after: AfterCommit,
  at: number,
  session: Pick<Session, 'id' | 'personId' | 'tokenHash'>,
  reason: EndReason,
): Promise<void> {
  if (!(await endRow(store, session.tokenHash, at, reason))) return
  await recordEvent(store, at, {
    kind: 'session.ended',
    actor: session.personId,
    subject: session.id,
    facts: { reason },
  })
  after({ kind: 'session_ended', providerId: store.providerId, tokenHash: session.tokenHash, reason })
}

function forgetOnChange(store: Store, held: LRUCache<string, Held>): void {
  store.bus.subscribe((message) => {
    if (message.kind === 'session_ended') return void held.delete(message.tokenHash)
    if (message.kind === 'everything_changed') return held.clear()
    if (!isGround(message)) return
    for (const [key, { session }] of held.entries()) {
      const concerned =
        session.providerId === message.providerId &&
        (message.kind !== 'person_changed' || session.personId === message.personId)
      if (concerned) held.delete(key)
    }
  })
}

const grounds = ['person_changed', 'connection_changed', 'provider_changed'] as const
type Ground = Extract<BusMessage, { kind: (typeof grounds)[number] }>

/** What a session stands on; the rest of the bus is not about sessions. */
const isGround = (message: BusMessage): message is Ground => grounds.some((kind) => kind === message.kind)

const hashOf = (token: string): string => hash('sha256', token, 'base64url')

const soundColumn = ({ alertSound, alertSoundOff }: SessionView['launch']): 0 | 1 | 2 =>
  alertSound ? 1 : alertSoundOff ? 2 : 0

const rowOf = (session: NewSession, { id, token, at }: { id: string; token: string; at: number }) => ({
  token_hash: hashOf(token),
  id,
  person_id: session.personId,
  method: session.method,
  alert_sound: soundColumn(session.launch),
  id_token: session.idToken,
  attempt_hash: session.attemptHash,
  created_at: at,
  seen_at: at,
  expires_at: at + sessionLimits.absolute,
  ended_at: null,
  end_reason: null,
})

function sessionFrom(row: SessionRow, provider: Provider): Session {
  const view: SessionView = {
    user: {
      id: row.person_id,
      email: row.email,
      name: row.name,
      role: row.role,
      agent: row.agent === 1,
      source: row.source,
      phone: row.phone,
      picture: pictureAddress({ id: row.person_id, picture: row.picture }),
    },
    provider: {
      id: provider.id,
      name: provider.name,
      plan: provider.plan,
      subdomain: provider.subdomain,
      logo: logoAddress(provider),
    },
    launch: { alertSound: row.alert_sound === 1, alertSoundOff: row.alert_sound === 2 },
    preferences: { alertSound: row.alert_sound_choice },
    expiresAt: new Date(row.expires_at).toISOString(),
  }
  return {
    providerId: provider.id,
    tokenHash: row.token_hash,
    id: row.id,
    personId: row.person_id,
    name: row.name,
    role: row.role,
    agent: row.agent === 1,
    method: row.method,
    idToken: row.id_token,
    attemptHash: row.attempt_hash,
    expiresAt: row.expires_at,
    view,
    viewJson: JSON.stringify(view),
  }
}
