import { sign } from 'node:crypto'
import type { SigningKey } from '../org/keys.ts'

/** A token before it is signed. */
export type Token = { header: Record<string, unknown>; claims: Record<string, unknown> }

/** Signs on the thread pool, so that one core does not bound how many people sign in. */
export function signRs256(token: Token, key: Pick<SigningKey, 'privateKey'>): Promise<string> {
  const input = signingInput(token)
  return new Promise((resolve, reject) => {
    sign('sha256', Buffer.from(input), key.privateKey, (error, signature) => {
      if (error) reject(error)
      else resolve(`${input}.${signature.toString('base64url')}`)
    })
  })
}

/** RFC 7515 section 5.1: what a JWS signature covers. */
export function signingInput({ header, claims }: Token): string {
  return [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
}
