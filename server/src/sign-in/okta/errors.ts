import * as client from 'openid-client'
import { AppError } from '../../http/errors.ts'
import { BadSignature, UnknownKey } from './keys.ts'
import { OutgoingRefused } from './outgoing.ts'

/** Foreign errors become ours here and nowhere else. Unknown ones pass unchanged and end as `internal`. */
export function translateOktaError(error: unknown): unknown {
  if (error instanceof AppError) return error
  if (error instanceof client.AuthorizationResponseError) return callbackError(error)
  if (error instanceof client.ResponseBodyError) return tokenEndpointError(error)
  if (error instanceof client.WWWAuthenticateChallengeError)
    return new AppError(error.status === 401 ? 'sign_in.client_rejected' : 'sign_in.okta_unreachable', {
      cause: error,
      facts: { status: error.status },
    })
  if (error instanceof BadSignature || error instanceof UnknownKey) return signatureError(error)
  if (error instanceof OutgoingRefused) return unreachable(error, 'refused to ask')
  if (error instanceof client.ClientError) return clientError(error)
  if (isNetworkError(error)) return unreachable(error, (error as Error).message)
  return error
}

/** Okta sent the browser back with `error=`. Only mapped words are ever shown: the description can be anybody's. */
function callbackError(error: client.AuthorizationResponseError): AppError {
  const facts = { error: error.error.slice(0, 60), error_description: error.error_description?.slice(0, 300) }
  if (error.error === 'access_denied' && /not assigned/i.test(error.error_description ?? ''))
    return new AppError('sign_in.not_assigned', { cause: error, facts })
  if (error.error === 'unauthorized_client' || error.error === 'invalid_client')
    return new AppError('sign_in.client_rejected', { cause: error, facts })
  if (error.error === 'server_error' || error.error === 'temporarily_unavailable')
    return new AppError('sign_in.okta_unreachable', { cause: error, facts })
  return new AppError('sign_in.denied_by_okta', { cause: error, facts })
}

function tokenEndpointError(error: client.ResponseBodyError): AppError {
  const facts = {
    status: error.status,
    error: error.error.slice(0, 60),
    error_description: error.error_description?.slice(0, 300),
  }
  if (error.error === 'invalid_grant') return new AppError('sign_in.code_rejected', { cause: error, facts })
  if (error.status >= 500) return new AppError('sign_in.okta_unreachable', { cause: error, facts })
  return new AppError('sign_in.client_rejected', { cause: error, facts })
}

function signatureError(error: Error): AppError {
  const claim = error instanceof UnknownKey ? 'kid' : 'signature'
  return new AppError('sign_in.token_rejected', { cause: error, facts: { claim, problem: error.message } })
}

/** openid-client's and oauth4webapi's codes: what the answer was, or what was wrong inside it. */
function clientError(error: client.ClientError): AppError {
  const cause = error.cause as { cause?: Record<string, unknown>; message?: string } | undefined
  const details = (cause?.cause ?? {}) as Record<string, unknown>
  switch (error.code) {
    case 'OAUTH_TIMEOUT':
    case 'OAUTH_ABORT':
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR':
    case 'OAUTH_HTTP_REQUEST_FORBIDDEN':
      return unreachable(error, error.message)
    case undefined:
      return isNetworkError(error.cause) || error.cause instanceof OutgoingRefused
        ? unreachable(error, (error.cause as Error).message)
        : tokenError(error, 'unknown', error.message)
    default:
      return tokenError(
        error,
        String(details.claim ?? details.attribute ?? 'token'),
        cause?.message ?? error.message,
      )
  }
}

const tokenError = (error: Error, claim: string, problem: string) =>
  new AppError('sign_in.token_rejected', { cause: error, facts: { claim, problem: problem.slice(0, 300) } })

const unreachable = (error: unknown, problem: string) =>
  new AppError('sign_in.okta_unreachable', { cause: error, facts: { problem: problem.slice(0, 300) } })

/** undici's `UND_ERR_…`, the system's `ECONN…` and DNS, and our time limit. */
const isNetworkError = (error: unknown): boolean =>
  error instanceof Error &&
  (/^(UND_ERR|E[A-Z]+$)/.test((error as { code?: string }).code ?? '') ||
    ['TimeoutError', 'AbortError'].includes(error.name) ||
    /answered \d{3}|holds no list of keys/.test(error.message))
