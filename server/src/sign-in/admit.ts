import { printable, saveTrace, type TraceRecorder } from '../audit/traces.ts'
import type { Connection } from '../directory/connections.ts'
import { noteTest } from '../directory/connections.ts'
import type { Person } from '../directory/people.ts'
import { AppError } from '../http/errors.ts'
import type { Session } from '../sessions/sessions.ts'
import { hashOfState, type TakenAttempt } from './attempt.ts'
import type { SignInDeps } from './deps.ts'
import { profileOf, provision } from './provision.ts'
import { passed, type Run } from './traced.ts'
import type { VerifiedIdentity } from './verify.ts'

export type Admitted = { person: Person; token: string }

/**
 * Account, session, audit and trace in one transaction: all of it or nothing. User info is asked in between two tries,
 * never inside one.
 */
export async function admit(
  deps: SignInDeps,
  run: Run,
  attempt: TakenAttempt,
  connection: Connection,
  identity: VerifiedIdentity,
  replaces: Session | undefined,
): Promise<Admitted> {
  noteIdentity(run, identity)
  const first = await tryToAdmit(deps, run, attempt, connection, identity, replaces, false)
  if (first !== 'user_info_needed') return first
  run.step = 'verify'
  const complete = await identity.withUserInfo()
  noteIdentity(run, complete)
  run.step = 'provision'
  const second = await tryToAdmit(deps, run, attempt, connection, complete, replaces, true)
  if (second === 'user_info_needed') throw new Error('User info was asked and is still wanted')
  return second
}

async function tryToAdmit(
  deps: SignInDeps,
  run: Run,
  attempt: TakenAttempt,
  connection: Connection,
  identity: VerifiedIdentity,
  replaces: Session | undefined,
  userInfoAsked: boolean,
): Promise<Admitted | 'user_info_needed'> {
  const steps = run.trace.passed.length
  return deps.store.transaction(attempt.providerId, async (store, after) => {
    // The store may run this again after a lost race.
    run.trace.passed.length = steps
    run.step = 'provision'
    const at = deps.now()
    const outcome = await provision(store, connection, identity, { at, userInfoAsked })
    if (outcome === 'user_info_needed') return outcome
    const { person, created } = outcome
    passed(run, created ? 'account created' : 'account found by issuer and subject', 'session')
    const toTheEnd: TraceRecorder['passed'] = [
      { step: 'session', detail: 'session started' },
      { step: 'landing', detail: 'sent to the portal' },
    ]
    const trace = { ...run.trace, passed: [...run.trace.passed, ...toTheEnd] }
    // Asked together: one is not there without the other.
    const [token] = await Promise.all([
      deps.sessions.start(store, after, {
        personId: person.id,
        method: 'okta',
        launch: attempt.launch,
        idToken: deps.sealing.seal('id-token', identity.idToken),
        attemptHash: hashOfState(attempt.state),
        replaces,
      }),
      saveTrace(store, at, trace, { outcome: 'signed_in' }),
    ])
    return { person, token }
  })
}

/** Runs the decision of a test sign-in and creates nobody. */
export async function decideTest(
  deps: SignInDeps,
  run: Run,
  attempt: TakenAttempt,
  connection: Connection,
  identity: VerifiedIdentity,
  session: Session | undefined,
): Promise<void> {
  // Started by an administrator; the answer is for that administrator only.
  if (session?.providerId !== attempt.providerId || session.personId !== attempt.test?.personId)
    throw new AppError('session.missing', {
      facts: { reason: 'the administrator who began the test is not signed in' },
    })
  const complete = await identity.withUserInfo()
  noteIdentity(run, complete)
  run.step = 'provision'
  const profile = profileOf(connection, complete.claims)
  passed(run, `would be signed in as ${profile.name} <${profile.email}>`, 'session')
  run.trace.notes.push('Test sign-in: no account and no session was made.')
  await deps.store.transaction(attempt.providerId, async (store) => {
    const at = deps.now()
    await saveTrace(store, at, run.trace, { outcome: 'test_passed' })
    await noteTest(store, attempt.test!.draftUpdatedAt, { incident: run.trace.incident, passed: true, at })
  })
}

function noteIdentity(run: Run, identity: VerifiedIdentity): void {
  const { claims, issuer, subject } = identity
  const shown: [string, string | undefined][] = [
    ['iss', issuer],
    ['sub', subject],
    ['name', claims.name],
    ['given_name', claims.givenName],
    ['family_name', claims.familyName],
    ['email', claims.email],
    ['preferred_username', claims.username],
  ]
  run.trace.claims = shown.flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value: printable(value, 200) }],
  )
  run.trace.who = printable(claims.email ?? claims.name ?? claims.username ?? subject, 200)
}
