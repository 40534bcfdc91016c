import { createHash } from 'node:crypto'
import { forge } from '../faults/id-token.ts'
import { newSecret } from '../ids.ts'
import type { Org } from '../org/org.ts'
import type { Person } from '../org/people.ts'
import { now } from '../store.ts'
import { type Claims, personClaims, thin } from './claims.ts'
import { signRs256, type Token } from './jws.ts'

export const ID_TOKEN_SECONDS = 3600

export type IdTokenInput = {
  org: Org
  issuer: string
  clientId: string
  person: Person
  scopes: Set<string>
  amr: string[]
  authTime: number
  nonce?: string | undefined
  accessToken?: string | undefined
}

/**
 * An ID token as the Okta org authorization server issues it in the code flow: header `kid` and `alg` only,
 * thin claims, `ver` 1, `idp` the org, `jti` with the prefix `ID.` (Okta OIDC reference, "ID token").
 */
export async function issueIdToken(input: IdTokenInput): Promise<string> {
  const { org } = input
  if (org.faults.use('rotate-before-signing')) await org.keys.rotate()
  const key = org.keys.signing()
  const honest: Token = { header: { kid: key.kid, alg: 'RS256' }, claims: idTokenClaims(input) }
  if (!org.faults.any) return signRs256(honest, key)
  return forge(org, input.issuer, key, honest)
}

function idTokenClaims(input: IdTokenInput): Claims {
  const { org, person, accessToken } = input
  const at = now()
  const about = personClaims(person, input.scopes, org.faults)
  const fat = org.settings().fatIdToken || org.faults.use('fat')
  const claims = {
    sub: person.id,
    ...(fat ? about : thin(about)),
    ver: 1,
    iss: input.issuer,
    aud: input.clientId,
    iat: at,
    exp: at + ID_TOKEN_SECONDS,
    jti: `ID.${newSecret()}`,
    amr: input.amr,
    idp: org.settings().id,
    nonce: input.nonce,
    auth_time: input.authTime,
    at_hash: accessToken && halfHash(accessToken),
  }
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))
}

/** OpenID Connect Core 3.1.3.6: the left half of the SHA-256 of the access token. */
export function halfHash(value: string): string {
  return createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url')
}
