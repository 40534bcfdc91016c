import { createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { signingInput, signRs256, type Token } from '../oidc/jws.ts'
import type { SigningKey } from '../org/keys.ts'
import type { Org } from '../org/org.ts'

export const FOREIGN_CLIENT = '0oaforeignclient00000'
export const EC_KID = 'ec-key-of-the-alg-es256-fault'
export const OCT_KID = 'oct-key-of-the-jwks-oct-key-fault'
export const OCT_SECRET = randomBytes(32)
const HOUR = 3600

let attacker: { privateKey: KeyObject; publicKey: KeyObject } | undefined
let curve: { privateKey: KeyObject; publicKey: KeyObject } | undefined

/** The key pair of whoever tampers: never published by an org. */
export function attackerKeys() {
  attacker ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
  return attacker
}

export function curveKeys() {
  curve ??= generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return curve
}

/** Changes of the claims, each by its fault. `other` is an origin that is not this org. */
const CLAIM_FAULTS: Record<string, (claims: Token['claims'], other: string) => void> = {
  'wrong-issuer': (c, other) => Object.assign(c, { iss: other }),
  'issuer-trailing-slash': (c) => Object.assign(c, { iss: `${c.iss}/` }),
  'wrong-audience': (c) => Object.assign(c, { aud: FOREIGN_CLIENT }),
  'missing-audience': (c) => void delete c.aud,
  'two-audiences': (c) => Object.assign(c, { aud: [c.aud, FOREIGN_CLIENT] }),
  'audience-array': (c) => Object.assign(c, { aud: [c.aud] }),
  'foreign-azp': (c) => Object.assign(c, { azp: FOREIGN_CLIENT }),
  'wrong-nonce': (c) => Object.assign(c, { nonce: 'nonce-of-another-attempt' }),
  'missing-nonce': (c) => void delete c.nonce,
  'nonce-array': (c) => Object.assign(c, { nonce: [c.nonce] }),
  expired: (c) => Object.assign(c, { iat: Number(c.iat) - 2 * HOUR, exp: Number(c.iat) - HOUR }),
  'expires-never-huge': (c) => Object.assign(c, { exp: 1e300 }),
  'missing-expiry': (c) => void delete c.exp,
  'issued-in-future': (c) => Object.assign(c, { iat: Number(c.iat) + HOUR, exp: Number(c.iat) + 2 * HOUR }),
  'missing-issued-at': (c) => void delete c.iat,
  'missing-subject': (c) => void delete c.sub,
  'wrong-at-hash': (c) => Object.assign(c, { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }),
}

/** Ways to sign, each by its fault; the first that is on signs. */
const SIGNING_FAULTS: Record<string, (token: Token, key: SigningKey, org: Org) => string | Promise<string>> =
  {
    'alg-none': ({ claims }) => `${signingInput({ header: { alg: 'none' }, claims })}.`,
    'alg-hs256-public-key': (token, key) =>
      hs256({ kid: key.kid, alg: 'HS256' }, token, key.publicKey.export({ format: 'pem', type: 'spki' })),
    'jwks-oct-key': (token) => hs256({ kid: OCT_KID, alg: 'HS256' }, token, OCT_SECRET),
    'alg-es256': (token) => es256(token),
    'unknown-kid': ({ claims }) =>
      signRs256({ header: { kid: 'never-published', alg: 'RS256' }, claims }, attackerKeys()),
    'missing-kid': ({ claims }, key) => signRs256({ header: { alg: 'RS256' }, claims }, key),
    'jku-header': (token, _key, org) => pointToAttacker(token, org),
    'bad-signature': async (token, key) => flipBit(await signRs256(token, key)),
    'encrypted-id-token': (_token, key) => jweLike(key.kid),
  }

/** Applies the org's faults to an honest token and signs the outcome. */
export function forge(org: Org, issuer: string, key: SigningKey, honest: Token): string | Promise<string> {
  const token = { header: { ...honest.header }, claims: { ...honest.claims } }
  const other = issuer.replace('://', '://not-')
  for (const [name, lie] of Object.entries(CLAIM_FAULTS)) if (org.faults.use(name)) lie(token.claims, other)
  for (const [name, signer] of Object.entries(SIGNING_FAULTS)) {
    if (org.faults.use(name)) return signer(token, key, org)
  }
  return signRs256(token, key)
}

function hs256(header: Token['header'], { claims }: Token, secret: string | Buffer): string {
  const input = signingInput({ header, claims })
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}

function es256({ claims }: Token): string {
  const input = signingInput({ header: { kid: EC_KID, alg: 'ES256' }, claims })
  const key = { key: curveKeys().privateKey, dsaEncoding: 'ieee-p1363' as const }
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`
}

function pointToAttacker({ claims }: Token, org: Org): Promise<string> {
  const url = org.faults.attackerUrl ?? `${claims.iss}/faults/attacker`
  const jwk = attackerKeys().publicKey.export({ format: 'jwk' })
  const header = { kid: 'attacker', alg: 'RS256', jku: url, x5u: url, jwk }
  return signRs256({ header, claims }, attackerKeys())
}

function flipBit(token: string): string {
  const [header, claims, signature] = token.split('.')
  const bytes = Buffer.from(signature!, 'base64url')
  bytes[10]! ^= 1
  return `${header}.${claims}.${bytes.toString('base64url')}`
}

function jweLike(kid: string): string {
  const header = Buffer.from(JSON.stringify({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid })).toString(
    'base64url',
  )
  return [header, ...[256, 12, 300, 16].map((size) => randomBytes(size).toString('base64url'))].join('.')
}
