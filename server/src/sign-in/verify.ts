import { hash } from 'node:crypto'
import jws from 'jws'
import { authorizationCodeGrant, fetchUserInfo, type IDToken } from 'openid-client'
import { AppError } from '../http/errors.ts'
import type { TakenAttempt } from './attempt.ts'
import { translateOktaError } from './okta/errors.ts'
import { BadSignature } from './okta/keys.ts'
import type { OktaClient } from './okta/okta.ts'

/** Seconds that `iat` may lie ahead of our clock (Okta's verifiers allow two minutes), and the longest token life believed. */
const clock = { ahead: 120, longestLife: 86_400 }

declare const verified: unique symbol
/** An identity that Okta vouched for in this very attempt. Only `verify` makes one. */
export type VerifiedIdentity = Readonly<{
  issuer: string
  subject: string
  claims: Claims
  idToken: string
  /** Asks for user info, once; the answer must be about the same subject (OIDC Core 5.3.2). */
  withUserInfo(): Promise<VerifiedIdentity>
}> & { readonly [verified]: true }

/** Claims that decide something. Strings or nothing: `"false"`, `null`, lists and objects are nobody's name or address. */
export type Claims = Readonly<{
  name: string | undefined
  givenName: string | undefined
  familyName: string | undefined
  email: string | undefined
  username: string | undefined
}>

/** The parameters of the callback, each at most once. */
export type CallbackParameters = Iterable<readonly [string, string]>

/**
 * Exchanges the code and checks the ID token: openid-client compares state, `iss`, nonce, audience and times, then
 * the signature is always checked against the issuer's own keys, RS256 and nothing else.
 * @throws AppError naming the claim
 */
export async function verify(
  okta: OktaClient,
  attempt: TakenAttempt,
  redirectUri: string,
  parameters: CallbackParameters,
  now: () => number,
): Promise<VerifiedIdentity> {
  const callbackUrl = new URL(redirectUri)
  for (const [name, value] of parameters) callbackUrl.searchParams.append(name, value)
  try {
    const tokens = await authorizationCodeGrant(okta.configuration, callbackUrl, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    })
    const idToken = tokens.id_token!
    await checkSignature(okta, idToken)
    const claims = tokens.claims()!
    checkPolicy(claims, attempt, tokens.access_token, now())
    return identityFrom(okta, attempt, claims, idToken, tokens.access_token)
  } catch (error) {
    throw translateOktaError(error)
  }
}

/**
 * OIDC Core 3.1.3.7 step 6 allows leaving this to TLS. We do not: the signature is checked every time. That the header
 * says RS256, and names no critical extension, openid-client has seen; it decides nothing here but which key.
 */
async function checkSignature(okta: OktaClient, idToken: string): Promise<void> {
  const key = await okta.keys.find({ kid: jws.decode(idToken)?.header.kid })
  // jws takes a KeyObject; its types do not know yet.
  if (!jws.verify(idToken, 'RS256', key as never)) throw new BadSignature('signature verification failed')
}

/** What openid-client leaves to its caller. */
function checkPolicy(claims: IDToken, attempt: TakenAttempt, accessToken: string, at: number): void {
  const { aud, iat, exp, sub, at_hash: atHash } = claims
  const audiences = Array.isArray(aud) ? aud : [aud]
  // IPSIE SL1: one audience. A token for us and somebody else is somebody else's too.
  if (audiences.length !== 1 || audiences[0] !== attempt.clientId)
    throw rejected('aud', attempt.clientId, audiences.join(' '))
  if (claims.azp !== undefined && claims.azp !== attempt.clientId)
    throw rejected('azp', attempt.clientId, String(claims.azp))
  if (iat > at / 1000 + clock.ahead) throw rejected('iat', 'not in the future', String(iat))
  if (exp <= iat || exp - iat > clock.longestLife)
    throw rejected('exp', 'within a day after iat', String(exp))
  if (sub === '' || sub.length > 255) throw rejected('sub', '1 to 255 characters', `${sub.length} characters`)
  if (atHash !== undefined && atHash !== halfHash(accessToken))
    throw rejected('at_hash', 'the access token’s', 'another')
}

/** OIDC Core 3.1.3.6, for RS256. */
const halfHash = (accessToken: string): string =>
  hash('sha256', accessToken, 'buffer').subarray(0, 16).toString('base64url')

const rejected = (claim: string, expected: string, received: string) =>
  new AppError('sign_in.token_rejected', { facts: { claim, expected, received: received.slice(0, 200) } })

function identityFrom(
  okta: OktaClient,
  attempt: TakenAttempt,
  claims: IDToken,
  idToken: string,
  accessToken: string,
): VerifiedIdentity {
  const identity = {
    issuer: claims.iss,
    subject: claims.sub,
    claims: readClaims(claims),
    idToken,
    async withUserInfo() {
      try {
        const info = await fetchUserInfo(okta.configuration, accessToken, claims.sub)
        return identityFrom(okta, attempt, { ...info, ...definedOf(claims) }, idToken, accessToken)
      } catch (error) {
        throw translateOktaError(error)
      }
    },
  }
  return identity as unknown as VerifiedIdentity
}

/** The ID token's claims win over user info's, but an empty one does not. */
const definedOf = (claims: IDToken): IDToken =>
  Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null && value !== '')) as IDToken

const readClaims = (claims: IDToken): Claims => ({
  name: text(claims.name),
  givenName: text(claims.given_name),
  familyName: text(claims.family_name),
  email: text(claims.email),
  username: text(claims.preferred_username),
})

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 1000 ? value : undefined
