import type { ConnectionCheck, ConnectionChecks } from '@koopid/contract'
import { authorizationCodeGrant, type ServerMetadata } from 'openid-client'
import { AppError } from '../http/errors.ts'
import { type OktaDomain, readOktaDomain } from './okta/domain.ts'
import { translateOktaError } from './okta/errors.ts'
import type { Okta } from './okta/okta.ts'

type Deps = { okta: Okta; allowLoopback: boolean }
type Typed = {
  oktaDomain: string
  clientId?: string | undefined
  clientSecret?: string | null
  redirectUri: string
}

const passed = (name: ConnectionCheck['name'], detail: string): ConnectionCheck => ({
  name,
  outcome: 'passed',
  detail,
})
const failed = (name: ConnectionCheck['name'], detail: string, remedy: string): ConnectionCheck => ({
  name,
  outcome: 'failed',
  detail,
  remedy,
})
const skipped = (name: ConnectionCheck['name'], detail: string): ConnectionCheck => ({
  name,
  outcome: 'skipped',
  detail,
})
const names = ['domain', 'discovery', 'issuer', 'org_authorization_server', 'keys', 'client_id'] as const

/** Asks the Okta org, live, whether these settings can work. Saves nothing. `clientSecret` is sealed. */
export async function checkConnection(deps: Deps, typed: Typed): Promise<ConnectionChecks> {
  const checks: ConnectionCheck[] = []
  const domain = checkDomain(deps, typed.oktaDomain, checks)
  const metadata = domain && (await checkDiscovery(deps, domain, typed.clientId, checks))
  if (metadata) {
    await checkKeys(deps, metadata, checks)
    checks.push(await checkClient(deps, domain!, typed))
  }
  for (const name of names)
    if (!checks.some((check) => check.name === name)) checks.push(skipped(name, 'Not reached.'))
  return {
    oktaDomain: domain?.oktaDomain ?? null,
    issuer: domain?.issuer ?? null,
    passed: checks.every((check) => check.outcome !== 'failed'),
    checks: checks.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name)),
  }
}

function checkDomain(deps: Deps, text: string, checks: ConnectionCheck[]): OktaDomain | undefined {
  try {
    const domain = readOktaDomain(text, deps.allowLoopback)
    checks.push(passed('domain', `Used as ${domain.oktaDomain}.`))
    return domain
  } catch (error) {
    const detail = (error as AppError).detail ?? 'The domain cannot be used.'
    const name = detail.includes('/oauth2/') ? 'org_authorization_server' : 'domain'
    checks.push(failed(name, detail, 'Enter the organization domain, such as acme.okta.com.'))
    return undefined
  }
}

async function checkDiscovery(
  deps: Deps,
  domain: OktaDomain,
  clientId: string | undefined,
  checks: ConnectionCheck[],
): Promise<ServerMetadata | undefined> {
  try {
    const metadata = await deps.okta.discover(domain.issuer, clientId || 'unset')
    checks.push(passed('discovery', 'The OpenID configuration was found.'))
    checks.push(passed('issuer', `It names itself ${metadata.issuer}.`))
    checks.push(passed('org_authorization_server', 'It is the org authorization server.'))
    return metadata
  } catch (error) {
    if ((error as { code?: string }).code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') {
      checks.push(passed('discovery', 'The OpenID configuration was found.'))
      checks.push(
        failed(
          'issuer',
          'The organization names itself by another address than the one entered.',
          'Enter the Okta domain, or the custom domain, that people see when they sign in; not the admin console’s.',
        ),
      )
    } else {
      checks.push(
        failed(
          'discovery',
          `No usable OpenID configuration at ${domain.issuer}: ${reason(error)}`,
          'Check the domain for typing mistakes, and that this server can reach it.',
        ),
      )
    }
    return undefined
  }
}

async function checkKeys(deps: Deps, metadata: ServerMetadata, checks: ConnectionCheck[]): Promise<void> {
  const remedy = 'Ask Okta support: an organization always publishes RS256 keys.'
  try {
    const count = await deps.okta.keysOf(metadata).count()
    checks.push(
      count > 0
        ? passed('keys', `${count} signing keys are published.`)
        : failed('keys', 'No RS256 key is published.', remedy),
    )
  } catch (error) {
    checks.push(failed('keys', `The keys cannot be read: ${reason(error)}`, remedy))
  }
}

/** Offers a code that cannot exist: an unknown client is told so, a known one hears that the code is wrong. */
async function checkClient(deps: Deps, domain: OktaDomain, typed: Typed): Promise<ConnectionCheck> {
  if (!typed.clientId) return skipped('client_id', 'No client ID entered yet.')
  const remedy = 'Copy the Client ID from the Sign On tab of the Koopid AI app in Okta.'
  try {
    const { configuration } = await deps.okta.clientFor({
      issuer: domain.issuer,
      clientId: typed.clientId,
      clientSecret: typed.clientSecret ?? null,
    })
    const probe = new URL(typed.redirectUri)
    probe.searchParams.set('code', 'koopid-connection-check')
    await authorizationCodeGrant(configuration, probe, { pkceCodeVerifier: 'k'.repeat(43) })
    return failed('client_id', 'Okta accepted a code that it never gave out.', remedy)
  } catch (thrown) {
    const error = translateOktaError(thrown)
    if (!(error instanceof AppError)) return failed('client_id', 'The check could not be made.', remedy)
    if (error.code === 'sign_in.code_rejected') return passed('client_id', 'Okta knows this client ID.')
    if (error.code === 'sign_in.client_rejected' && !aboutClientId(error) && !typed.clientSecret)
      return skipped('client_id', 'Okta wants a client secret before it says more.')
    return failed(
      'client_id',
      `Okta does not accept it: ${String(error.facts.error_description ?? error.facts.error ?? error.facts.problem ?? 'no reason given')}`,
      remedy,
    )
  }
}

const aboutClientId = (error: AppError): boolean =>
  /client_id/.test(String(error.facts.error_description ?? ''))

function reason(error: unknown): string {
  const messages: string[] = []
  for (let each = error; each instanceof Error && messages.length < 3; each = each.cause)
    messages.push(each.message)
  return `${messages.join(' – ')}.`.slice(0, 400)
}
