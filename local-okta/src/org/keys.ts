import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { newSecret } from '../ids.ts'
import { now, type Store } from '../store.ts'

const generate = promisify(generateKeyPair)

export type KeyRole = 'signing' | 'standby' | 'previous'
type KeyRecord = { kid: string; pem: string; role: KeyRole; created: number }

export type PublicJwk = { kty: 'RSA'; alg: 'RS256'; kid: string; use: 'sig'; e: string; n: string }
export type SigningKey = { kid: string; privateKey: KeyObject; publicKey: KeyObject; jwk: PublicJwk }

export type Keys = Awaited<ReturnType<typeof keysOf>>

/**
 * The signing keys of one org. Okta publishes two or three RSA keys at a time and may rotate without
 * notice (okta-developer-docs, Key rotation).
 */
export async function keysOf(store: Store, org: string) {
  const records = () => store.records.all(org, 'key') as Map<string, KeyRecord>
  const loaded = new Map<string, SigningKey>()

  async function add(role: KeyRole): Promise<void> {
    const key = await newKey(role)
    store.records.put(org, 'key', key.kid, key)
  }
  if (records().size === 0) await Promise.all([add('signing'), add('standby')])

  function load(record: KeyRecord): SigningKey {
    let key = loaded.get(record.kid)
    if (!key) {
      key = loadKey(record)
      loaded.set(record.kid, key)
    }
    return key
  }

  const ORDER: KeyRole[] = ['signing', 'standby', 'previous']
  const rank = (key: KeyRecord) => ORDER.indexOf(key.role)
  const list = () => [...records().values()].sort((a, b) => rank(a) - rank(b))

  return {
    list: () => list().map(({ kid, role, created }) => ({ kid, role, created })),
    signing: (): SigningKey => load(list().find((key) => key.role === 'signing')!),
    published: (): PublicJwk[] => list().map((key) => load(key).jwk),
    find: (kid: string | undefined): SigningKey | undefined => {
      const record = records().get(kid ?? '')
      return record && load(record)
    },
    signingSince: (): number => list().find((key) => key.role === 'signing')!.created,
    /** A key nobody has seen yet signs at once. The last one stays published unless this is an emergency. */
    async rotate({ emergency = false } = {}): Promise<void> {
      const [fresh, standby] = await Promise.all([newKey('signing'), newKey('standby')])
      store.transaction(() => {
        for (const key of list()) {
          const keep = key.role === 'standby' || (key.role === 'signing' && !emergency)
          if (!keep || (emergency && key.role !== 'signing')) store.records.delete(org, 'key', key.kid)
          else if (key.role === 'signing') {
            store.records.put(org, 'key', key.kid, { ...key, role: 'previous' })
          }
        }
        store.records.put(org, 'key', fresh.kid, fresh)
        if (emergency) store.records.put(org, 'key', standby.kid, standby)
      })
    },
  }
}

async function newKey(role: KeyRole): Promise<KeyRecord> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
  return { kid: newSecret(32), pem, role, created: now() }
}

function loadKey(record: KeyRecord): SigningKey {
  const privateKey = createPrivateKey(record.pem)
  const publicKey = createPublicKey(privateKey)
  const { e, n } = publicKey.export({ format: 'jwk' })
  const jwk = { kty: 'RSA', alg: 'RS256', kid: record.kid, use: 'sig', e: e!, n: n! } as const
  return { kid: record.kid, privateKey, publicKey, jwk }
}
