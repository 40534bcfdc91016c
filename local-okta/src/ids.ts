import { randomBytes, randomInt } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export type IdPrefix = '00u' | '0oa' | '00o' | 'oae'

/** An identifier in Okta's form: a three-letter kind and seventeen letters or digits. */
export function newId(prefix: IdPrefix): string {
  let id: string = prefix
  while (id.length < 20) id += ALPHABET[randomInt(ALPHABET.length)]
  return id
}

/** An unguessable value: session ids, client secrets, token ids. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}
