import { hash } from 'node:crypto'
import { AppError } from '../http/errors.ts'
import type { Request } from '../http/types.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import { insertAnswer, selectAnswer } from './idempotency.store.ts'

export type KeyedRequest = { key: string; hash: string }

/** The request's `Idempotency-Key` and a hash of what it asks for. @throws AppError `idempotency.key_missing` */
export function keyedRequest(request: Request): KeyedRequest {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !/^[A-Za-z0-9_-]{8,80}$/.test(key))
    throw new AppError('idempotency.key_missing')
  const asked = `${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`
  return { key, hash: hash('sha256', asked, 'base64url') }
}

/**
 * Does the work once for each key and actor, in the caller's transaction; the same request again gets the first answer.
 * @throws AppError `idempotency.key_reused` when the key came with another request
 */
export async function answerOnce<T>(
  store: ProviderStore,
  at: number,
  actor: string,
  request: KeyedRequest,
  work: () => Promise<T>,
): Promise<T> {
  const before = await selectAnswer(store, actor, request.key)
  if (before && before.request_hash !== request.hash) throw new AppError('idempotency.key_reused')
  if (before) return JSON.parse(before.body) as T
  const result = await work()
  await insertAnswer(store, {
    actor,
    key: request.key,
    request_hash: request.hash,
    body: JSON.stringify(result),
    at,
  })
  return result
}
