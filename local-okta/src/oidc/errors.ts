import { newId } from '../ids.ts'

/** Okta's own error shape (Okta API reference, Error codes). Not OAuth's. */
export function oktaError(code: string, summary: string) {
  return { errorCode: code, errorSummary: summary, errorLink: code, errorId: newId('oae'), errorCauses: [] }
}

/** The sentences an Okta org says, with where they were seen in the reference fact sheet, section 4. */
export const TEXT = {
  redirectUri: "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.",
  clientId: "Invalid value for 'client_id' parameter.",
  notAssigned: 'User is not assigned to the client application.',
  policy: 'Policy evaluation failed for this request, please check the policy configurations.',
  loginRequired: 'The client specified not to prompt, but the user is not logged in.',
  reauthentication:
    'The client specified not to prompt, but the client app requires re-authentication or MFA.',
  scope: 'One or more scopes are not configured for the authorization server resource.',
  state: "The authentication request has an invalid 'state' parameter.",
  pkceRequired: 'PKCE code challenge is required by the application.',
  responseType:
    'The response type is not supported by the authorization server. Configured response types: [code]',
  responseMode: 'The response mode is not supported by the authorization server.',
  code: 'The authorization code is invalid or has expired.',
  otherClient:
    'The grant was issued to another client. Ensure that the `client_id` matches the one used at the authorize request.',
  pkce: 'PKCE verification failed.',
  noCredentials: 'No client credentials found.',
  secret: 'The client secret supplied for a confidential client is invalid.',
  manyCredentials:
    "Can't supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.",
  assertionType: 'The `client_assertion_type` is invalid.',
  grantType: "The grant type in the request isn't supported.",
  browser: 'Browser requests to the token endpoint must use Proof Key for Code Exchange.',
  accessToken: 'The access token is invalid',
  insufficientScope:
    'The access token must provide access to at least one of these scopes - profile, email, address or phone',
  postLogout:
    "The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in the client app settings.",
  idTokenHint: "The 'id_token_hint' parameter is invalid.",
} as const

/** The members oidc-provider's errors carry; plain Errors have none but the message. */
type ProviderError = {
  error?: string | undefined
  message?: string | undefined
  error_description?: string | undefined
  error_detail?: string | undefined
}
type OktaAnswer = { status: number; body: Record<string, unknown> }

const oauth = (status: number, error: string, error_description: string): OktaAnswer => ({
  status,
  body: { error, error_description },
})

/** First match wins. The left side is what oidc-provider says in its own words. */
const TOKEN_ANSWERS: [RegExp, () => OktaAnswer][] = [
  [/client not found/, () => ({ status: 401, body: oktaError('invalid_client', TEXT.clientId) })],
  [/^origin .* not allowed/, () => oauth(401, 'invalid_client', TEXT.browser)],
  [
    /no client authentication mechanism|does not match the registered/,
    () => oauth(401, 'invalid_client', TEXT.noCredentials),
  ],
  [/invalid secret provided|authorization header/i, () => oauth(401, 'invalid_client', TEXT.secret)],
  [/only be provided using one mechanism/, () => oauth(400, 'invalid_request', TEXT.manyCredentials)],
  [/client_assertion_type/, () => oauth(400, 'invalid_request', TEXT.assertionType)],
  [/client mismatch/, () => oauth(400, 'invalid_grant', TEXT.otherClient)],
  [/code_verifier/, () => oauth(400, 'invalid_grant', TEXT.pkce)],
  [/unsupported grant_type/, () => oauth(400, 'unsupported_grant_type', TEXT.grantType)],
]

/** What Okta answers at the token endpoint where oidc-provider refused. */
export function tokenAnswer(error: ProviderError, status: number): OktaAnswer {
  const said = [error.error_detail, error.error_description].filter(Boolean).join('\n')
  for (const [pattern, answer] of TOKEN_ANSWERS) if (pattern.test(said)) return answer()
  const code = error.error ?? error.message ?? 'server_error'
  if (code === 'invalid_grant') return oauth(400, code, TEXT.code)
  return oauth(status, code, error.error_description ?? '')
}

const AUTHORIZE_TEXTS: [RegExp, string][] = [
  [/policy requires PKCE/, TEXT.pkceRequired],
  [/response_type/, TEXT.responseType],
  [/response_mode/, TEXT.responseMode],
]

/** The error an authorization response carries, in Okta's words. */
export function authorizeError(error: ProviderError): { error: string; error_description: string } {
  const said = error.error_description ?? ''
  const known = AUTHORIZE_TEXTS.find(([pattern]) => pattern.test(said))?.[1]
  const code = known === TEXT.responseType ? 'unsupported_response_type' : (error.error ?? error.message)
  return { error: code ?? 'server_error', error_description: known ?? said }
}

/** What the Okta-hosted 400 page says when an error must not be redirected (RFC 6749 section 4.1.2.1). */
export function pageText(error: ProviderError): string {
  const code = error.error ?? error.message
  if (code === 'invalid_client' || /client_id/.test(error.error_description ?? '')) return TEXT.clientId
  if (code === 'invalid_redirect_uri' || /redirect_uri/.test(error.error_description ?? ''))
    return TEXT.redirectUri
  return authorizeError(error).error_description
}
