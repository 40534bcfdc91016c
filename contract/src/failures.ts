/** No schema in this file: the web app loads it without zod, as `@koopid/contract/failures`. */

/** Who has to act so that the failure does not come back. */
export type Responsible = 'agent' | 'okta_administrator' | 'provider_administrator' | 'operator'

export type Failure = {
  /** HTTP status of the answer. */
  status: number
  /** Heading of the page and `title` of the problem document. */
  title: string
  /** One sentence for the person in front of the screen. */
  sentence: string
  /** One sentence: what to do about it. */
  remedy: string
  responsible: Responsible
  /** `true` where starting the sign-in again can help. */
  retry: boolean
}

const failure = (
  status: number,
  title: string,
  sentence: string,
  remedy: string,
  responsible: Responsible,
  retry = false,
): Failure => ({ status, title, sentence, remedy, responsible, retry })

/** Every stable code, with what its three readers see first. `facts` and `cause` stay in the trace and the log. */
export const failures = {
  'sign_in.provider_unknown': failure(
    404,
    'Provider not found',
    'There is no provider with this Provider ID here.',
    'Ask your Okta administrator to check Subdomain and Provider ID on the Sign On tab of the Koopid AI app.',
    'okta_administrator',
  ),
  'sign_in.plan_excludes_sso': failure(
    403,
    'Single sign-on is not part of this plan',
    "Your provider's plan does not include Okta single sign-on.",
    'Okta single sign-on needs the Business or the Enterprise plan: ask your provider administrator to upgrade.',
    'provider_administrator',
  ),
  'sign_in.connection_missing': failure(
    404,
    'Okta is not connected yet',
    'Single sign-on has not been set up for this provider.',
    'Ask your provider administrator to enter the Okta domain, client ID and e-mail formats on the Single sign-on page.',
    'provider_administrator',
  ),
  'sign_in.connection_inactive': failure(
    403,
    'Single sign-on is switched off',
    'The Okta connection of this provider is not active.',
    'Ask your provider administrator to test and activate it on the Single sign-on page.',
    'provider_administrator',
  ),
  'sign_in.issuer_mismatch': failure(
    403,
    'This Okta organization does not belong to this provider',
    'The sign-in came from another Okta organization than the one connected to this provider.',
    'Check the Provider ID on the Sign On tab in Okta, or the Okta domain on the Single sign-on page.',
    'okta_administrator',
  ),
  'sign_in.attempt_unknown': failure(
    400,
    'This sign-in is no longer valid',
    'It was already used, took too long, or was started in another browser.',
    'Start again from the Koopid AI tile in Okta.',
    'agent',
    true,
  ),
  'sign_in.not_assigned': failure(
    403,
    'You are not assigned to this app',
    'Okta knows you, but the Koopid AI app is not assigned to you.',
    'Ask your Okta administrator to assign you on the Assignments tab of the Koopid AI app.',
    'okta_administrator',
    true,
  ),
  'sign_in.denied_by_okta': failure(
    403,
    'Okta refused the sign-in',
    'Okta ended the sign-in without letting you through.',
    'Try again; if it stays, ask your Okta administrator about the sign-in policy of the Koopid AI app.',
    'okta_administrator',
    true,
  ),
  'sign_in.okta_unreachable': failure(
    502,
    'Okta cannot be reached',
    'Koopid AI could not get an answer from your Okta organization.',
    'Try again in a minute; if it stays, your administrator finds the reason under the incident id.',
    'provider_administrator',
    true,
  ),
  'sign_in.client_rejected': failure(
    502,
    'Okta does not accept this application',
    'Okta rejected the client ID or secret that this provider uses.',
    'Ask your provider administrator to compare client ID and secret with the Sign On tab in Okta.',
    'provider_administrator',
  ),
  'sign_in.code_rejected': failure(
    400,
    'Okta did not accept the sign-in code',
    'The code was used before, expired, or belongs to another sign-in.',
    'Start again from the Koopid AI tile in Okta.',
    'agent',
    true,
  ),
  'sign_in.token_rejected': failure(
    403,
    "Okta's answer could not be trusted",
    'The identity that came back did not pass our checks.',
    'Your administrator finds the claim that failed under the incident id.',
    'provider_administrator',
  ),
  'sign_in.username_not_email': failure(
    403,
    'Your Okta username is not an e-mail address',
    'Koopid AI needs Okta usernames in the form of an e-mail address.',
    'Ask your Okta administrator to give you a username in e-mail form.',
    'okta_administrator',
  ),
  'sign_in.email_format_not_allowed': failure(
    403,
    'Your e-mail address is not allowed here',
    'Your e-mail address does not match a format that this provider allows.',
    'Ask your provider administrator to add your address to the allowed e-mail formats.',
    'provider_administrator',
  ),
  'sign_in.display_name_missing': failure(
    403,
    'Your Okta profile has no Display Name',
    'Koopid AI shows customers your name, and Okta sent none.',
    'Ask your Okta administrator to fill in Display Name in your Okta profile.',
    'okta_administrator',
  ),
  'sign_in.email_taken': failure(
    409,
    'This e-mail address belongs to another account',
    'Another Koopid AI account of this provider already uses your e-mail address.',
    'Ask your provider administrator to change or deactivate the other account on the Users page.',
    'provider_administrator',
  ),
  'sign_in.person_deactivated': failure(
    403,
    'Your account is deactivated',
    'Your Koopid AI account exists but is switched off.',
    'Ask your provider administrator to reactivate it on the Users page.',
    'provider_administrator',
  ),
  'sign_in.agent_login_not_allowed': failure(
    403,
    'Agent login is not allowed',
    'Your account may not use the agent desktop.',
    'Ask your provider administrator to allow agent login on the Users page.',
    'provider_administrator',
  ),
  'sign_in.parameter_repeated': failure(
    400,
    'The address of this sign-in is broken',
    'A parameter was sent twice or is malformed.',
    'Start again from the Koopid AI tile; if it stays, your Okta administrator should check the Provider ID field.',
    'okta_administrator',
  ),
  'sign_in.parameter_malformed': failure(
    400,
    'The address of this sign-in is broken',
    'A parameter is missing, too long or malformed.',
    'Start again from the Koopid AI tile; if it stays, your Okta administrator should check the Provider ID field.',
    'okta_administrator',
  ),
  'sign_in.too_many_attempts': failure(
    429,
    'Too many attempts',
    'There were too many sign-in attempts in a short time.',
    'Wait a minute, then try again.',
    'agent',
    true,
  ),
  'sign_in.password_rejected': failure(
    401,
    'Sign-in failed',
    'E-mail address or password is wrong.',
    'Check both and try again; an Okta account has no password here.',
    'agent',
    true,
  ),
  'session.missing': failure(
    401,
    'You are not signed in',
    'There is no session, or it has ended.',
    'Sign in again.',
    'agent',
    true,
  ),
  'session.forbidden': failure(
    403,
    'Not allowed',
    'Your role does not include this.',
    'Ask an administrator of your provider.',
    'provider_administrator',
  ),
  'request.invalid': failure(
    400,
    'The request is not valid',
    'Some of what was sent cannot be used.',
    'Correct the fields named in the answer.',
    'agent',
  ),
  'request.cross_site': failure(
    403,
    'The request came from another site',
    'Changes are accepted from the portal itself only.',
    'Open the portal and try again there.',
    'agent',
  ),
  'request.not_found': failure(
    404,
    'Not found',
    'There is nothing at this address.',
    'Check the address, or go back to the start page.',
    'agent',
  ),
  'request.too_large': failure(
    413,
    'Too large',
    'The request is larger than accepted.',
    'Send less at a time.',
    'agent',
  ),
  'request.wrong_host': failure(
    421,
    'Wrong address',
    'This server does not serve this host name.',
    'Check the subdomain in the address.',
    'okta_administrator',
  ),
  'connection.domain_invalid': failure(
    400,
    'This is not an Okta domain',
    'The Okta domain cannot be used.',
    'Enter the organization domain, such as acme.okta.com, without a path.',
    'provider_administrator',
  ),
  'connection.check_failed': failure(
    422,
    'The connection did not pass its checks',
    'At least one check against Okta failed.',
    'See the failed check for what to change.',
    'provider_administrator',
  ),
  'connection.not_tested': failure(
    409,
    'Test the connection first',
    'A connection is activated only after a successful test sign-in.',
    'Run "Test sign-in" with the saved settings, then activate.',
    'provider_administrator',
  ),
  'connection.missing': failure(
    404,
    'Nothing to work with yet',
    'There is no saved connection.',
    'Enter Okta domain, client ID and e-mail formats and save first.',
    'provider_administrator',
  ),
  'person.last_administrator': failure(
    409,
    'The last administrator stays',
    'A provider keeps at least one active administrator.',
    'Make somebody else an administrator first.',
    'provider_administrator',
  ),
  'service.unavailable': failure(
    503,
    'Not available right now',
    'The service cannot do this at the moment.',
    'Try again in a minute.',
    'operator',
    true,
  ),
  internal: failure(
    500,
    'Something went wrong on our side',
    'The service met an unexpected error.',
    'Try again; if it stays, give the incident id to your operator.',
    'operator',
    true,
  ),
} as const satisfies Record<string, Failure>

export type FailureCode = keyof typeof failures
export const failureCodes = Object.keys(failures) as FailureCode[]
