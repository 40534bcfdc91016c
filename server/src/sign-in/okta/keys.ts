import { createPublicKey, type KeyObject, type webcrypto } from 'node:crypto'
import type { Outgoing } from './outgoing.ts'

/** Milliseconds: how long keys are fresh, how long known ones serve while Okta is down, and between looks for a new one. */
export const keyLimits = {
  fresh: 600_000,
  leastFresh: 60_000,
  mostFresh: 3_600_000,
  stale: 3_600_000,
  cooldown: 30_000,
}

/** The ID token names a key that the issuer does not publish. */
export class UnknownKey extends Error {}

/** The ID token was not signed with the key that it names. */
export class BadSignature extends Error {}

export type IssuerKeys = {
  /** The key an ID token's header names. @throws UnknownKey, or the network's error when none was ever fetched. */
  find(header: { kid?: string | undefined }): Promise<KeyObject>
  /** How many usable keys are published now; for the live checks. */
  count(): Promise<number>
}

type Jwk = webcrypto.JsonWebKey & { kid?: unknown }
type Fetched = { byId: Map<string, KeyObject>; all: KeyObject[]; at: number; freshFor: number }

/** The RS256 keys behind a `jwks_uri`: cached, refetched for an unknown key id, served stale while Okta is down. */
export function issuerKeys(jwksUri: string, out: Outgoing, now: () => number): IssuerKeys {
  let held: Fetched | undefined
  let flight: Promise<Fetched> | undefined
  let lookedForUnknownAt = Number.NEGATIVE_INFINITY

  const fetchKeys = () => {
    flight ??= fetchOnce(jwksUri, out, now())
      .then((fetched) => {
        held = fetched
        return fetched
      })
      .finally(() => {
        flight = undefined
      })
    return flight
  }
  const current = async (): Promise<Fetched> => {
    if (!held) return fetchKeys()
    const age = now() - held.at
    if (age < held.freshFor) return held
    return fetchKeys().catch((error) => {
      if (held && age < held.freshFor + keyLimits.stale) return held
      throw error
    })
  }
  return {
    async find({ kid }) {
      const known = pick(await current(), kid)
      if (known) return known
      // A forged key id must not turn us into a client that hammers Okta.
      if (now() - lookedForUnknownAt < keyLimits.cooldown)
        throw new UnknownKey(`key ${kid ?? '(none)'} is not published`)
      lookedForUnknownAt = now()
      const found = pick(await fetchKeys(), kid)
      if (!found) throw new UnknownKey(`key ${kid ?? '(none)'} is not published`)
      return found
    },
    count: async () => (await current()).all.length,
  }
}

/** Without a key id only a single key can be meant (OIDC Core 10.1). */
const pick = (keys: Fetched, kid: string | undefined): KeyObject | undefined =>
  kid === undefined ? (keys.all.length === 1 ? keys.all[0] : undefined) : keys.byId.get(kid)

async function fetchOnce(jwksUri: string, out: Outgoing, at: number): Promise<Fetched> {
  const answer = await out.send(jwksUri, { method: 'GET', headers: { accept: 'application/json' } })
  if (answer.status !== 200) throw new Error(`${jwksUri} answered ${answer.status}`)
  const body = (await answer.json()) as { keys?: unknown }
  if (!Array.isArray(body?.keys)) throw new Error(`${jwksUri} holds no list of keys`)
  const fetched: Fetched = {
    byId: new Map(),
    all: [],
    at,
    freshFor: freshness(answer.headers.get('cache-control')),
  }
  for (const jwk of (body.keys as Jwk[]).slice(0, 50)) {
    if (!isSigningKey(jwk)) continue
    const key = keyFrom(jwk)
    if (!key || !isStrong(key)) continue
    fetched.all.push(key)
    if (typeof jwk.kid === 'string') fetched.byId.set(jwk.kid, key)
  }
  return fetched
}

/** RSA public signing keys; never an `oct` key that would let the public part sign. */
const isSigningKey = (jwk: Jwk): boolean =>
  typeof jwk === 'object' &&
  jwk !== null &&
  jwk.kty === 'RSA' &&
  jwk.d === undefined &&
  (jwk.use === undefined || jwk.use === 'sig') &&
  (jwk.alg === undefined || jwk.alg === 'RS256')

function keyFrom(jwk: Jwk): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return undefined
  }
}

/** RFC 8725 section 3.5. */
const isStrong = (key: KeyObject): boolean => (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048

function freshness(cacheControl: string | null): number {
  const seconds = Number(/max-age=(\d{1,9})/.exec(cacheControl ?? '')?.[1])
  if (!Number.isFinite(seconds)) return keyLimits.fresh
  return Math.min(Math.max(seconds * 1000, keyLimits.leastFresh), keyLimits.mostFresh)
}
