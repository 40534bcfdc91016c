import { type Connection, findConnection } from '../directory/connections.ts'
import type { Provider } from '../directory/providers.ts'
import { planIncludesSso } from '../directory/providers.ts'
import { AppError } from '../http/errors.ts'
import { type Parameters, readParameters } from '../http/parameters.ts'
import type { Request } from '../http/types.ts'
import { hashOfState, type TakenAttempt } from './attempt.ts'
import type { SignInDeps } from './deps.ts'
import { requireConnection } from './initiate.ts'

/** Names that may come once; anything else in the address is ignored. */
const callbackParameters = [
  'state',
  'code',
  'iss',
  'error',
  'error_description',
  'error_uri',
  'session_state',
  'id_token',
]

/** The callback's parameters, none of them twice, and its state. */
export function readCallback(text: string): { parameters: Parameters; state: string } {
  const parameters = readParameters(text, callbackParameters)
  const state = parameters.one('state')
  if (state === undefined)
    throw new AppError('sign_in.attempt_unknown', { facts: { reason: 'the callback carries no state' } })
  // Ours are 43 characters of base64url; nothing else is worth a look into the store.
  if (!/^[A-Za-z0-9_-]{43}$/.test(state))
    throw new AppError('sign_in.attempt_unknown', { facts: { reason: 'the state is not one of ours' } })
  if (parameters.one('code') === undefined && parameters.one('error') === undefined)
    throw new AppError('sign_in.parameter_malformed', { facts: { parameter: 'code', problem: 'absent' } })
  return { parameters, state }
}

/**
 * Back button and reload: this very attempt made the session that this browser is signed in with, so the way leads
 * home. A stranger's state never does (login CSRF).
 */
export async function alreadySignedIn(deps: SignInDeps, request: Request, state: string) {
  const session = await deps.sessions.read(request)
  return session?.attemptHash === hashOfState(state) ? session : undefined
}

/** The connection the attempt was begun with, if it still is the active one (Keycloak CVE-2026-3009: switched off meanwhile). */
export async function connectionOf(
  deps: SignInDeps,
  provider: Provider,
  attempt: TakenAttempt,
): Promise<Connection> {
  const connection = attempt.test
    ? await deps.store.read(provider.id, (store) => findConnection(store, 'draft'))
    : await requireConnection(deps, provider)
  if (!planIncludesSso(provider.plan)) throw new AppError('sign_in.plan_excludes_sso')
  if (!connection)
    throw new AppError('sign_in.connection_missing', { facts: { reason: 'the draft is gone' } })
  if (connection.issuer !== attempt.issuer || connection.clientId !== attempt.clientId)
    throw new AppError('sign_in.attempt_unknown', {
      facts: { reason: 'the connection was changed meanwhile' },
    })
  return connection
}
