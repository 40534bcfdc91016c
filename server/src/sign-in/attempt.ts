import { hash } from 'node:crypto'
import { AppError } from '../http/errors.ts'
import type { Reply, Request } from '../http/types.ts'
import { randomBytesOf } from '../random.ts'
import type { Cookies } from '../sessions/cookies.ts'
import type { ProviderId } from '../store/provider-store.ts'
import type { Sealing } from '../store/sealing.ts'
import type { Store } from '../store/store.ts'
import type { LaunchParameters } from './launch-parameters.ts'

/** Milliseconds that a sign-in may take between leaving for Okta and coming back. */
export const attemptLimit = 600_000
/** Sign-ins that one browser can have under way; a further one pushes the oldest out. */
const perBrowser = 6
const cookiePrefix = 'koopid_attempt_'

/** What one sign-in in flight has to remember. */
export type Attempt = Readonly<{
  providerId: ProviderId
  issuer: string
  clientId: string
  state: string
  nonce: string
  verifier: string
  startedAt: number
  launch: LaunchParameters
  target: string | null
  notes: readonly string[]
  /** A test sign-in from the provider portal: by whom, and of which draft. It makes no person and no session. */
  test: { personId: string; draftUpdatedAt: number } | null
}>

declare const taken: unique symbol
/** An attempt that was found by state and cookie and is spent. Only `takeAttempt` makes one. */
export type TakenAttempt = Attempt & { readonly [taken]: true }

export type NewAttempt = Omit<Attempt, 'state' | 'nonce' | 'verifier' | 'startedAt'>

type Deps = { cookies: Cookies; sealing: Sealing; store: Store; now: () => number }

/**
 * Begins an attempt. It lives sealed in a cookie of this browser, so a flood of them costs the database nothing and a
 * callback opened in another browser has none.
 */
export function beginAttempt(
  { cookies, sealing, now }: Deps,
  request: Request,
  reply: Reply,
  intent: NewAttempt,
): Attempt {
  const random = randomBytesOf(96)
  const attempt: Attempt = {
    ...intent,
    state: random.toString('base64url', 0, 32),
    nonce: random.toString('base64url', 32, 64),
    verifier: random.toString('base64url', 64, 96),
    startedAt: now(),
  }
  const underWay = cookies.named(request, cookiePrefix).sort()
  for (const oldest of underWay.slice(0, Math.max(0, underWay.length - perBrowser + 1)))
    cookies.clear(reply, oldest)
  cookies.set(
    reply,
    cookieName(attempt),
    sealing.seal('attempt', JSON.stringify(attempt)),
    attemptLimit / 1000,
  )
  return attempt
}

/** The name sorts by time and tells tabs apart: parallel sign-ins do not overwrite each other. */
const cookieName = (attempt: Pick<Attempt, 'startedAt' | 'state'>): string =>
  `${cookiePrefix}${attempt.startedAt.toString(36)}_${hashOfState(attempt.state).slice(0, 12)}`

export const hashOfState = (state: string): string => hash('sha256', state, 'base64url')

/** Finds the attempt by state AND cookie; another browser has no such cookie. @throws AppError `sign_in.attempt_unknown` */
export function openAttempt(deps: Deps, request: Request, reply: Reply, state: string): Attempt {
  const { cookies, sealing } = deps
  const ending = `_${hashOfState(state).slice(0, 12)}`
  const name = cookies.named(request, cookiePrefix).find((each) => each.endsWith(ending))
  const sealed = name && cookies.read(request, name)
  if (!name || !sealed) throw unknown('this browser holds no attempt with this state')
  cookies.clear(reply, name)
  const opened = sealing.open('attempt', sealed)
  if (opened === undefined)
    throw unknown('the attempt of this browser was changed or sealed with another key')
  const attempt = JSON.parse(opened) as Attempt
  if (attempt.state !== state) throw unknown('the state is not that of the attempt')
  return attempt
}

/** Spends the attempt: from here on, no second callback gets past this line, on any node. @throws AppError `sign_in.attempt_unknown` */
export async function takeAttempt({ store, now }: Deps, attempt: Attempt): Promise<TakenAttempt> {
  if (now() - attempt.startedAt > attemptLimit) throw unknown('the attempt is older than ten minutes')
  const until = attempt.startedAt + attemptLimit + 60_000
  // A claim lost in a crash is missed by nobody: Okta takes the code once.
  if (!(await store.claim(attempt.providerId, hashOfState(attempt.state), until)))
    throw unknown('the attempt is spent')
  return attempt as TakenAttempt
}

const unknown = (reason: string) => new AppError('sign_in.attempt_unknown', { facts: { reason } })
