import { LRUCache } from 'lru-cache'
import * as client from 'openid-client'
import type { Connection } from '../../directory/connections.ts'
import { AppError } from '../../http/errors.ts'
import type { Sealing } from '../../store/sealing.ts'
import { type IssuerKeys, issuerKeys } from './keys.ts'
import type { Outgoing } from './outgoing.ts'

/** openid-client's own limit is off: `outgoing.ts` has one for connecting and one for the whole. */
const wholeTimeLimitIsOurs = 0
/** Seconds that our clock and Okta's may differ. */
export const clockTolerance = 60
/** Milliseconds: how long discovery is fresh, and how long it serves while Okta is down. */
const discoveryLimits = { fresh: 600_000, stale: 3_600_000 }

/** One connection, ready to speak with its Okta org. */
export type OktaClient = { configuration: client.Configuration; keys: IssuerKeys }

export type Okta = {
  /** @throws AppError `sign_in.okta_unreachable` when discovery fails and none is held. */
  clientFor(connection: Pick<Connection, 'issuer' | 'clientId' | 'clientSecret'>): Promise<OktaClient>
  /** Discovery as it is right now, not from memory: for the live checks. */
  discover(issuer: string, clientId: string): Promise<client.ServerMetadata>
  keysOf(metadata: client.ServerMetadata): IssuerKeys
}

type Deps = { out: Outgoing; sealing: Sealing; allowLoopback: boolean; now: () => number }
type Held = OktaClient & { at: number }

/** Clients per connection, with discovery and keys held in memory. */
export function oktaWith({ out, sealing, allowLoopback, now }: Deps): Okta {
  const held = new LRUCache<string, Held>({ max: 5000 })
  const flights = new Map<string, Promise<Held>>()
  const fetch = fetchThrough(out)

  const discover = async (issuer: string, clientId: string, auth?: client.ClientAuth) => {
    const configuration = await client.discovery(
      new URL(issuer),
      clientId,
      { id_token_signed_response_alg: 'RS256', [client.clockTolerance]: clockTolerance },
      auth,
      {
        [client.customFetch]: fetch,
        ...(allowLoopback && { execute: [client.allowInsecureRequests] }),
      },
    )
    configuration.timeout = wholeTimeLimitIsOurs
    requireOwnEndpoints(configuration.serverMetadata())
    return configuration
  }
  const open = async (
    connection: Pick<Connection, 'issuer' | 'clientId'>,
    auth: client.ClientAuth,
    before?: Held,
  ) => {
    const configuration = await discover(connection.issuer, connection.clientId, auth)
    const jwksUri = configuration.serverMetadata().jwks_uri!
    const same = before?.configuration.serverMetadata().jwks_uri === jwksUri
    return { configuration, keys: same && before ? before.keys : issuerKeys(jwksUri, out, now), at: now() }
  }
  return {
    async clientFor(connection) {
      const key = JSON.stringify([connection.issuer, connection.clientId, connection.clientSecret])
      const before = held.get(key)
      if (before && now() - before.at < discoveryLimits.fresh) return before
      let flight = flights.get(key)
      if (!flight) {
        flight = open(connection, clientAuth(connection.clientSecret, sealing), before).finally(() =>
          flights.delete(key),
        )
        flights.set(key, flight)
      }
      try {
        const opened = await flight
        held.set(key, opened)
        return opened
      } catch (cause) {
        if (before && now() - before.at < discoveryLimits.fresh + discoveryLimits.stale) return before
        throw new AppError('sign_in.okta_unreachable', {
          cause,
          facts: { issuer: connection.issuer, asked: 'discovery' },
        })
      }
    },
    discover: async (issuer, clientId) => (await discover(issuer, clientId)).serverMetadata(),
    keysOf: (metadata) => issuerKeys(metadata.jwks_uri!, out, now),
  }
}

/**
 * Every endpoint of an Okta org is on the org's own origin. A document that points elsewhere could send code and
 * verifier to a stranger, or our requests to a third party.
 */
function requireOwnEndpoints(metadata: client.ServerMetadata): void {
  const origin = new URL(metadata.issuer).origin
  const names = [
    'authorization_endpoint',
    'token_endpoint',
    'userinfo_endpoint',
    'jwks_uri',
    'end_session_endpoint',
  ]
  for (const name of names) {
    const endpoint = metadata[name]
    if (endpoint === undefined && name === 'end_session_endpoint') continue
    if (typeof endpoint !== 'string' || !URL.canParse(endpoint) || new URL(endpoint).origin !== origin)
      throw new Error(
        `discovery of ${metadata.issuer} names ${name} ${String(endpoint).slice(0, 200)}, not on its own origin`,
      )
  }
}

function clientAuth(sealed: string | null, sealing: Sealing): client.ClientAuth {
  if (sealed === null) return client.None()
  const secret = sealing.open('client-secret', sealed)
  // Going on as a public client would hide that a key is missing.
  if (secret === undefined)
    throw new Error('the client secret cannot be opened: its key is not in KOOPID_SECRET_KEY')
  return client.ClientSecretBasic(secret)
}

/** openid-client's requests, by our guarded way out. Okta's own error shape is put into OAuth's (okta.md section 4). */
const fetchThrough =
  (out: Outgoing): client.CustomFetch =>
  async (url, options) => {
    const headers = Object.fromEntries(Object.entries(options.headers))
    const body =
      options.body instanceof URLSearchParams ? options.body.toString() : (options.body as string | undefined)
    const answer = await out.send(url, { method: options.method, headers, body: body ?? undefined })
    return answer.status >= 400 ? inOAuthShape(answer) : answer
  }

async function inOAuthShape(answer: Response): Promise<Response> {
  const text = await answer.text()
  const headers = new Headers(answer.headers)
  let body = text
  try {
    const json = JSON.parse(text) as { error?: string; errorCode?: string; errorSummary?: string }
    if (typeof json.errorCode === 'string' && json.error === undefined)
      body = JSON.stringify({ error: json.errorCode, error_description: json.errorSummary ?? '' })
  } catch {
    // Not JSON: openid-client says so itself.
  }
  return new Response(body === '' ? null : body, { status: answer.status, headers })
}
