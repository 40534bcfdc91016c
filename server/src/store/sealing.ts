import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { randomBytesOf } from '../random.ts'
import type { Secret } from '../settings.ts'
import type { Sealed } from './schema.ts'

/** What a sealed value is for: a value sealed for one purpose does not open at another door (GHSA-965c-763c-88jm). */
export type SealPurpose = 'client-secret' | 'id-token' | 'attempt' | 'webhook-secret'

export type Sealing = {
  seal(purpose: SealPurpose, text: string): Sealed
  /** @returns the text, or `undefined` when it was changed, is for another purpose, or its key is gone. */
  open(purpose: SealPurpose, sealed: string): string | undefined
}

/** AES-256-GCM, `v1.<key id>.<iv + ciphertext + tag>`. The first key seals, every key opens: that is how keys rotate. */
export function sealingWith(secretKeys: readonly Secret[]): Sealing {
  const keys = secretKeys.map((secret) => ({ id: keyId(secret), bytes: secret.reveal() }))
  const newest = keys[0]
  if (!newest) throw new Error('Sealing needs a key')
  return {
    seal(purpose, text) {
      const iv = randomBytesOf(12)
      const cipher = createCipheriv('aes-256-gcm', newest.bytes, iv)
      cipher.setAAD(Buffer.from(purpose))
      const body = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `v1.${newest.id}.${body.toString('base64url')}`
    },
    open(purpose, sealed) {
      const [version, id, body, ...rest] = sealed.split('.')
      const key = keys.find((candidate) => candidate.id === id)
      if (version !== 'v1' || !key || !body || rest.length > 0) return undefined
      return decrypt(key.bytes, purpose, Buffer.from(body, 'base64url'))
    },
  }
}

/** Names a key without revealing it. */
export const keyId = (secret: Secret): string =>
  createHash('sha256').update('koopid key id').update(secret.reveal()).digest('base64url').slice(0, 8)

function decrypt(key: Buffer, purpose: SealPurpose, bytes: Buffer): string | undefined {
  if (bytes.length < 28) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(purpose))
  decipher.setAuthTag(bytes.subarray(-16))
  try {
    return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}
