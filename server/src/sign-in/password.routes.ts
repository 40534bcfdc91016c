import { landingSchema, passwordSignInSchema } from '@koopid/contract'
import { printable, saveTrace } from '../audit/traces.ts'
import { emailKey } from '../directory/email.ts'
import { passwordFits } from '../directory/passwords.ts'
import { findLocalByEmail } from '../directory/people.ts'
import { readProviderId } from '../directory/providers.ts'
import { AppError } from '../http/errors.ts'
import { addressKey } from '../http/limiter.ts'
import type { Server } from '../http/types.ts'
import type { ProviderId } from '../store/provider-store.ts'
import type { SignInDeps } from './deps.ts'
import { landingFor } from './landing.ts'
import { traced } from './traced.ts'

/** After five failures an account waits 1, 2, 4 … minutes, fifteen at most. */
const throttle = { free: 5, step: 60_000, most: 900_000 }

type PasswordSignIn = { providerId: number; email: string; password: string }

/** Local administrators. Persons who come from Okta have no password, so nothing fits theirs. */
export function passwordRoutes(server: Server, deps: SignInDeps): void {
  server.post(
    '/api/v1/sign-in/password',
    { schema: { body: passwordSignInSchema, response: { 200: landingSchema } } },
    (request, reply) =>
      traced(deps, request, reply, 'verify', async (run) => {
        const { providerId, email, password } = request.body as PasswordSignIn
        run.trace.who = printable(email, 200)
        run.trace.received.push({ name: 'email', value: printable(email, 200) })
        const provider = await deps.providers.find(readProviderId(String(providerId)) ?? (0 as ProviderId))
        if (!provider || deps.origins.subdomainOf(request.host) !== provider.subdomain)
          throw new AppError('sign_in.password_rejected', {
            facts: { reason: 'no such provider on this subdomain' },
          })
        run.providerId = provider.id
        await countFailure(deps, provider.id, email)
        const row = await deps.store.read(provider.id, (store) => findLocalByEmail(store, email))
        if (!(await passwordFits(row?.password_hash, password)) || !row)
          throw new AppError('sign_in.password_rejected', { facts: { reason: 'address or password' } })
        if (row.active === 0) throw new AppError('sign_in.person_deactivated', { facts: { person: row.id } })
        run.trace.passed.push({ step: 'verify', detail: 'password accepted' })
        const replaces = await deps.sessions.read(request)
        const token = await deps.store.transaction(provider.id, async (store, after) => {
          const at = deps.now()
          await store.remove('sign_in_failures').where('key', '=', emailKey(email)).execute()
          await store.update('people', { last_sign_in_at: at }).where('id', '=', row.id).execute()
          const started = await deps.sessions.start(store, after, {
            personId: row.id,
            method: 'password',
            alertSound: false,
            idToken: null,
            attemptHash: null,
            replaces,
          })
          await saveTrace(store, at, run.trace, { outcome: 'signed_in' })
          return started
        })
        deps.sessions.giveCookie(reply, token)
        deps.limiter.giveBack(addressKey(request.ip))
        deps.count('signed_in')
        return reply.send({ landing: landingFor({ agent: row.agent === 1, role: row.role }, '/provider/') })
      }),
  )
}

/**
 * Counts before it checks, so that fifty requests at once are fifty failures (CVE-2026-33132), and counts addresses
 * without an account alike, so that the limit tells nothing about accounts.
 */
async function countFailure(deps: SignInDeps, provider: ProviderId, email: string): Promise<void> {
  const key = emailKey(email)
  const wait = await deps.store.transaction(provider, async (store) => {
    const at = deps.now()
    const row = await store.select('sign_in_failures').selectAll().where('key', '=', key).executeTakeFirst()
    const over = (row?.failures ?? 0) - throttle.free
    const until = row && over >= 0 ? row.last_at + Math.min(throttle.step * 2 ** over, throttle.most) : 0
    if (until > at) return until - at
    await store.remove('sign_in_failures').where('key', '=', key).execute()
    const failures = row && at - row.last_at < throttle.most * 4 ? row.failures + 1 : 1
    await store.insert('sign_in_failures', { key, failures, last_at: at }).execute()
    return 0
  })
  if (wait > 0)
    throw new AppError('sign_in.too_many_attempts', {
      detail: `There were too many attempts with this address. Try again in ${Math.ceil(wait / 60_000)} min.`,
      facts: { account: printable(email, 200), wait_ms: wait },
    })
}
