import type { Connection, Connections } from '../directory/connections.ts'
import { type Provider, type Providers, planIncludesSso } from '../directory/providers.ts'
import { AppError } from '../http/errors.ts'
import type { Origins } from '../http/origins.ts'
import { type Parameters, readParameters } from '../http/parameters.ts'
import { readTarget } from './landing.ts'
import { type LaunchParameters, readProviderField } from './launch-parameters.ts'
import { comparableIssuer } from './okta/domain.ts'

/** Names that may come once (OIDC Core 4, and ours). Others are ignored and noted: nobody can set scope, state or prompt. */
export const initiateParameters = ['provider', 'iss', 'login_hint', 'target_link_uri'] as const

declare const checked: unique symbol
/** Which provider, by which connection, to land where. Only `readIntent` makes one. */
export type Intent = Readonly<{
  provider: Provider
  connection: Connection
  launch: LaunchParameters
  target: string | undefined
  loginHint: string | undefined
  notes: string[]
}> & { readonly [checked]: true }

/** The provider lives on another subdomain of this deployment: the browser is sent there with all it brought. */
export type Elsewhere = { origin: string }

type Deps = { providers: Providers; connections: Connections; origins: Origins }

export type Addressed = {
  provider: Provider
  parameters: Parameters
  launch: LaunchParameters
  notes: string[]
}

/** Which provider is meant: by Provider ID, or by `iss` where only one connection has it. */
export async function readProvider(deps: Deps, text: string): Promise<Addressed> {
  const parameters = readParameters(text, initiateParameters)
  const value = parameters.one('provider')
  const field = readProviderField(value ?? '', parameters.all)
  if (value !== undefined && !field.providerId)
    throw new AppError('sign_in.parameter_malformed', {
      detail: 'The Provider ID in the address is not a number.',
      facts: { parameter: 'provider', received: value.slice(0, 60) },
    })
  const id = value === undefined ? await byIssuer(deps, parameters.one('iss')) : field.providerId
  const provider = id && (await deps.providers.find(id))
  if (!provider)
    throw new AppError('sign_in.provider_unknown', { facts: { provider: value?.slice(0, 60) ?? 'absent' } })
  return { provider, parameters, launch: field.launch, notes: field.notes }
}

/** Tiles and activation mails of older set-ups come with `iss` alone. */
async function byIssuer({ connections }: Deps, iss: string | undefined) {
  const wanted = iss && comparableIssuer(iss)
  if (!wanted) return undefined
  const fitting = (await connections.allLive()).filter((connection) => connection.issuer === wanted)
  return fitting.length === 1 ? fitting[0]!.providerId : undefined
}

/** Everything that can be refused before Okta is asked: plan, connection, issuer. */
export async function readIntent(
  deps: Deps,
  { provider, parameters, launch, notes }: Addressed,
): Promise<Intent> {
  const connection = await requireConnection(deps, provider)
  requireIssuer(connection, parameters.one('iss'))
  const requested = parameters.one('target_link_uri')
  const target = readTarget(requested, deps.origins.origin(provider.subdomain))
  if (requested && !target) notes.push('target_link_uri is not a page of this portal and has no effect.')
  const loginHint = parameters.one('login_hint')?.slice(0, 320)
  return { provider, connection, launch, target, loginHint, notes } as Intent
}

/** The active connection of a provider whose plan includes single sign-on. Asked again at the callback. */
export async function requireConnection(
  deps: Pick<Deps, 'connections'>,
  provider: Provider,
): Promise<Connection> {
  if (!planIncludesSso(provider.plan))
    throw new AppError('sign_in.plan_excludes_sso', { facts: { plan: provider.plan } })
  const connection = await deps.connections.live(provider.id)
  const facts = { provider: provider.id }
  if (!connection && !(await deps.connections.hasDraft(provider.id)))
    throw new AppError('sign_in.connection_missing', { facts })
  if (!connection?.active) throw new AppError('sign_in.connection_inactive', { facts })
  return connection
}

/** `iss` says who sends the browser; it is compared, never fetched. */
function requireIssuer(connection: Connection, iss: string | undefined): void {
  if (iss === undefined || comparableIssuer(iss) === connection.issuer) return
  if (comparableIssuer(iss) === undefined)
    throw new AppError('sign_in.parameter_malformed', {
      facts: { parameter: 'iss', received: iss.slice(0, 200) },
    })
  throw new AppError('sign_in.issuer_mismatch', {
    facts: { expected: connection.issuer, received: iss.slice(0, 200) },
  })
}
