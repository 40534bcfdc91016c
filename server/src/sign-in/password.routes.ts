import { landingSchema, passwordSignInSchema } from '@koopid/contract'
import { printable, saveTrace } from '../audit/traces.ts'
import { passwordFits } from '../directory/passwords.ts'
import type { PersonRow } from '../directory/people.store.ts'
import { findLocalByEmail, noteLocalArrival } from '../directory/people.ts'
import type { Provider } from '../directory/providers.ts'
import { readProviderId } from '../directory/providers.ts'
import { AppError } from '../http/errors.ts'
import { addressKey } from '../http/limiter.ts'
import type { Reply, Request, Server } from '../http/types.ts'
import type { SignInDeps } from './deps.ts'
import { landingFor } from './landing.ts'
import { nothingSaid } from './launch-parameters.ts'
import { countTry, forgetTries, tooManyTries } from './throttle.ts'
import { type Run, traced } from './traced.ts'

type PasswordSignIn = { providerId: number; email: string; password: string }

/** Local administrators. Persons who come from Okta have no password, so nothing fits theirs. */
export function passwordRoutes(server: Server, deps: SignInDeps): void {
  server.post(
    '/api/v1/sign-in/password',
    { schema: { body: passwordSignInSchema, response: { 200: landingSchema } } },
    (request, reply) => traced(deps, request, reply, 'verify', (run) => signIn(deps, run, request, reply)),
  )
}

async function signIn(deps: SignInDeps, run: Run, request: Request, reply: Reply): Promise<Reply> {
  const { providerId, email, password } = request.body as PasswordSignIn
  run.trace.who = printable(email, 200)
  run.trace.received.push({ name: 'email', value: printable(email, 200) })
  const provider = await providerHere(deps, request, providerId)
  run.providerId = provider.id
  const person = await checkPassword(deps, provider, email, password)
  run.trace.passed.push({ step: 'verify', detail: 'password accepted' })
  const token = await startSession(deps, run, request, person, email)
  deps.sessions.giveCookie(reply, token)
  deps.limiter.giveBack(addressKey(request.ip))
  deps.count('signed_in')
  return reply.send({ landing: landingFor({ agent: person.agent === 1, role: person.role }, '/provider/') })
}

/** A provider's passwords are for its own subdomain; elsewhere the answer is the same as for a wrong one. */
async function providerHere(deps: SignInDeps, request: Request, providerId: number): Promise<Provider> {
  const id = readProviderId(String(providerId))
  const provider = id && (await deps.providers.find(id))
  if (!provider || deps.origins.subdomainOf(request.host) !== provider.subdomain)
    throw new AppError('sign_in.password_rejected', {
      facts: { reason: 'no such provider on this subdomain' },
    })
  return provider
}

async function checkPassword(
  deps: SignInDeps,
  provider: Provider,
  email: string,
  password: string,
): Promise<PersonRow> {
  const wait = await deps.store.transaction(provider.id, (store) => countTry(store, deps.now(), email))
  if (wait > 0) throw tooManyTries(email, wait)
  const person = await deps.store.read(provider.id, (store) => findLocalByEmail(store, email))
  if (!(await passwordFits(person?.password_hash, password)) || !person)
    throw new AppError('sign_in.password_rejected', { facts: { reason: 'address or password' } })
  if (person.active === 0) throw new AppError('sign_in.person_deactivated', { facts: { person: person.id } })
  return person
}

async function startSession(deps: SignInDeps, run: Run, request: Request, person: PersonRow, email: string) {
  const replaces = await deps.sessions.read(request)
  return deps.store.transaction(run.providerId, async (store, after) => {
    const at = deps.now()
    await forgetTries(store, email)
    // It was checked outside of this transaction: a leaked one may have been changed meanwhile.
    if (!(await noteLocalArrival(store, at, person)))
      throw new AppError('sign_in.password_rejected', { facts: { reason: 'it was changed meanwhile' } })
    const token = await deps.sessions.start(store, after, {
      personId: person.id,
      method: 'password',
      launch: nothingSaid,
      idToken: null,
      attemptHash: null,
      replaces,
    })
    run.trace.passed.push({ step: 'session', detail: 'session started' })
    run.trace.passed.push({ step: 'landing', detail: 'sent to the portal' })
    await saveTrace(store, at, run.trace, { outcome: 'signed_in' })
    return token
  })
}
