import { hash } from 'node:crypto'
import { buildAuthorizationUrl } from 'openid-client'
import type { Attempt } from './attempt.ts'
import type { OktaClient } from './okta/okta.ts'

/** Exactly these (OIN rules, okta.md section 0): no refresh token, no groups. */
const scope = 'openid profile email'

/** The address at Okta that this attempt goes to. `loginHint` is the only thing a caller can put into it. */
export function authorizeUrl(
  okta: OktaClient,
  attempt: Attempt,
  options: { redirectUri: string; loginHint: string | undefined },
): string {
  const url = buildAuthorizationUrl(okta.configuration, {
    redirect_uri: options.redirectUri,
    scope,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: hash('sha256', attempt.verifier, 'base64url'),
    code_challenge_method: 'S256',
    ...(options.loginHint && { login_hint: options.loginHint }),
  })
  return url.href
}
