import { printable } from '../audit/traces.ts'
import { emailKey } from '../directory/email.ts'
import { AppError } from '../http/errors.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import { addFailure, deleteFailures, setFailures } from './throttle.store.ts'

/** After five failures an account waits 1, 2, 4 … minutes, fifteen at most. Milliseconds. */
const throttle = { free: 5, step: 60_000, most: 900_000, forgottenAfter: 3_600_000 }

/**
 * Counts a try before it is checked, so that fifty requests at once are fifty tries (CVE-2026-33132), and counts
 * addresses without an account alike, so that the limit tells nothing about accounts.
 * @returns milliseconds to wait, 0 when the try is allowed
 */
export async function countTry(store: ProviderStore, at: number, email: string): Promise<number> {
  const key = emailKey(email)
  const { failures, last_at: lastAt } = await addFailure(store, key, at)
  const before = failures - 1
  const over = before - throttle.free
  const until = over >= 0 ? lastAt + Math.min(throttle.step * 2 ** over, throttle.most) : 0
  if (until > at) {
    // Tries while waiting do not make the wait longer: nobody can lock somebody else out for good.
    await setFailures(store, key, { failures: before, last_at: lastAt })
    return until - at
  }
  const forgotten = at - lastAt >= throttle.forgottenAfter
  await setFailures(store, key, { failures: forgotten ? 1 : failures, last_at: at })
  return 0
}

export const forgetTries = (store: ProviderStore, email: string): Promise<void> =>
  deleteFailures(store, emailKey(email))

export const tooManyTries = (email: string, wait: number): AppError =>
  new AppError('sign_in.too_many_attempts', {
    detail: `There were too many attempts with this address. Try again in ${Math.ceil(wait / 60_000)} min.`,
    facts: { account: printable(email, 200), wait_ms: wait },
  })
