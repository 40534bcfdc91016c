import type { KoaContextWithOIDC } from 'oidc-provider'
import type { FaultBoard } from '../faults/board.ts'
import { escapeHtml } from '../pages/html.ts'
import { authorizeError, TEXT } from './errors.ts'

type Pairs = [string, string][]

/** What oidc-provider decided about an authorization request; collected from its events. */
export type Outcome = { out: Record<string, unknown> } | { error: Error }

/**
 * Writes the authorization response the way an Okta org does: without the RFC 9207 `iss` that oidc-provider
 * always adds, with Okta's error texts, or with the lie the org's faults ask for.
 */
export function sendCallback(ctx: KoaContextWithOIDC, outcome: Outcome, faults: FaultBoard): void {
  const { params, issuer } = ctx.oidc
  const redirectUri = String(params?.redirect_uri)
  const pairs = callbackPairs(outcome, params?.state, issuer, faults)
  const mode = params?.response_mode
  ctx.set('referrer-policy', 'no-referrer')
  ctx.set('cache-control', 'no-cache, no-store')
  if (mode === 'form_post') {
    formPost(ctx, redirectUri, pairs)
  } else {
    ctx.status = 302
    ctx.redirect(withPairs(redirectUri, pairs, mode === 'fragment' ? '#' : '?'))
  }
}

function callbackPairs(outcome: Outcome, state: unknown, issuer: string, faults: FaultBoard): Pairs {
  const result = 'error' in outcome ? authorizeError(outcome.error) : outcome.out
  const pairs: Pairs = []
  for (const [name, value] of Object.entries(overruled(result, faults))) {
    if (value !== undefined && name !== 'iss' && name !== 'state') pairs.push([name, String(value)])
  }
  if (typeof state === 'string') pairs.unshift(['state', state])
  return faults.any ? distort(pairs, issuer, faults) : pairs
}

/** Faults that turn a success into an error. */
function overruled(result: Record<string, unknown>, faults: FaultBoard): Record<string, unknown> {
  if (faults.use('callback-error-access-denied-policy')) {
    return { error: 'access_denied', error_description: TEXT.policy }
  }
  if (faults.use('callback-error-script-description')) {
    return { error: 'access_denied', error_description: '<script>document.title="owned"</script>' }
  }
  return result
}

function distort(pairs: Pairs, issuer: string, faults: FaultBoard): Pairs {
  const isError = pairs.some(([name]) => name === 'error')
  const other = issuer.replace('://', '://not-')
  let lies = [...pairs]
  if (faults.use('callback-missing-state')) lies = lies.filter(([name]) => name !== 'state')
  if (faults.use('callback-state-twice')) lies.push(['state', 'state-of-someone-else'])
  if (faults.use('callback-code-twice')) lies.push(['code', 'code-of-someone-else'])
  if (faults.use('rfc9207-iss')) lies.push(['iss', issuer])
  if (faults.use('rfc9207-iss-wrong')) lies.push(['iss', other])
  if (faults.has('rfc9207-iss-wrong-in-error')) {
    if (!isError) lies.push(['iss', issuer])
    else if (faults.use('rfc9207-iss-wrong-in-error')) lies.push(['iss', other])
  }
  return lies
}

function withPairs(uri: string, pairs: Pairs, separator: '?' | '#'): string {
  const query = new URLSearchParams(pairs).toString()
  const joint = separator === '?' && uri.includes('?') ? '&' : separator
  return `${uri}${joint}${query}`
}

/** OAuth 2.0 Form Post Response Mode, section 2. */
function formPost(ctx: KoaContextWithOIDC, action: string, pairs: Pairs): void {
  const inputs = pairs
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('')
  ctx.status = 200
  ctx.type = 'html'
  ctx.body = `<!doctype html><title>Signing in</title><form method="post" action="${escapeHtml(action)}">${inputs}<noscript><button>Continue</button></noscript></form><script>document.forms[0].submit()</script>`
}
