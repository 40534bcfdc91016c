import {
  idText,
  ownSessionsSchema,
  type ProfileChange,
  passwordChangeSchema,
  profileChangeSchema,
  profileSchema,
} from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { longestName, readName } from '../directory/names.ts'
import { hashPassword, passwordFits, passwordProblem } from '../directory/passwords.ts'
import { readPhone } from '../directory/phone.ts'
import {
  changeOwnPassword,
  changePhone,
  profileOf,
  renameThemselves,
  requireLocal,
} from '../directory/profile.ts'
import { AppError } from '../http/errors.ts'
import type { Request, Server } from '../http/types.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import type { Store } from '../store/store.ts'
import { requireSession } from './guards.ts'
import {
  endOtherSessions,
  endOwnSession,
  type OwnMove,
  ownSessions,
  requireStillSignedIn,
} from './own-sessions.ts'
import type { Session, Sessions } from './sessions.ts'

/** Sign-in's count of wrong passwords. */
export type Tries = {
  /** @returns milliseconds to wait, 0 when the try is allowed */
  count(store: ProviderStore, at: number, key: string): Promise<number>
  forget(store: ProviderStore, key: string): Promise<void>
}
type Deps = { sessions: Sessions; store: Store; now: () => number; tries: Tries }

/** One's own account, whatever one's role: name, phone number, password, and where one is signed in. */
export function profileRoutes(server: Server, deps: Deps): void {
  const { sessions, store, now } = deps
  const typed = server.withTypeProvider<ZodTypeProvider>()
  const asOneself = async <T>(request: Request, work: (move: OwnMove) => Promise<T>): Promise<T> => {
    const session = await requireSession(sessions, request)
    return store.transaction(session.providerId, (scoped, after) =>
      work({ store: scoped, after, at: now(), session }),
    )
  }
  const list = { response: { 200: ownSessionsSchema } }

  typed.get('/api/v1/profile/sessions', { schema: list }, async (request) => {
    const session = await requireSession(sessions, request)
    return store.read(session.providerId, async (scoped) => ({
      sessions: await ownSessions({ store: scoped, at: now(), session }),
    }))
  })
  typed.delete(
    '/api/v1/profile/sessions/:id',
    { schema: { params: z.object({ id: idText() }), ...list } },
    (request) =>
      asOneself(request, async (move) => {
        await endOwnSession(move, request.params.id)
        return { sessions: await ownSessions(move) }
      }),
  )
  typed.post('/api/v1/profile/sessions/end-others', { schema: list }, (request) =>
    asOneself(request, async (move) => {
      await endOtherSessions(move, 'ended_elsewhere')
      return { sessions: await ownSessions(move) }
    }),
  )
  typed.patch(
    '/api/v1/profile',
    { schema: { body: profileChangeSchema, response: { 200: profileSchema } } },
    (request) =>
      asOneself(request, async (move) => {
        await requireStillSignedIn(move)
        const id = move.session.personId
        if (request.body.name !== undefined) await requireLocal(move.store, id)
        const { name, phone } = checkedChange(request.body)
        if (name !== undefined) await renameThemselves(move.store, move.after, move.at, id, name)
        if (phone !== undefined) await changePhone(move.store, move.after, move.at, id, phone)
        return profileOf(move.store, id)
      }),
  )
  typed.put(
    '/api/v1/profile/password',
    { schema: { body: passwordChangeSchema, response: { 204: z.null() } } },
    async (request, reply) => {
      const session = await requireSession(sessions, request)
      const { currentPassword, newPassword } = request.body
      const from = await checkedHash(deps, session, currentPassword, newPassword)
      const to = await hashPassword(newPassword)
      await asOneself(request, async (move) => {
        await changeOwnPassword(move.store, move.at, session.personId, { from, to })
        await endOtherSessions(move, 'password_changed')
        await deps.tries.forget(move.store, keyOf(session))
      })
      return reply.code(204).send(null)
    },
  )
}

/**
 * Counted apart from sign-ins: a thief of the session who guesses here cannot keep its owner from signing in, and who
 * guesses there cannot keep the owner from changing the password.
 */
const keyOf = ({ personId }: Session): string => `password of ${personId}`

/** @returns the hash that the current password fits, once the new one may be used */
async function checkedHash(
  { store, now, tries }: Deps,
  session: Session,
  currentPassword: string,
  newPassword: string,
): Promise<string | null> {
  const { providerId, personId } = session
  const person = await store.read(providerId, (scoped) => requireLocal(scoped, personId))
  const problem = passwordProblem(newPassword)
  if (problem) throw invalid('newPassword', problem)
  const wait = await store.transaction(providerId, (scoped) => tries.count(scoped, now(), keyOf(session)))
  if (wait > 0)
    throw new AppError('sign_in.too_many_attempts', {
      detail: `There were too many attempts. Try again in ${Math.ceil(wait / 60_000)} min.`,
      facts: { person: personId, wait_ms: wait },
    })
  if (!(await passwordFits(person.password_hash, currentPassword)))
    throw new AppError('profile.password_rejected', { facts: { person: personId } })
  return person.password_hash
}

/** All of it, or nothing changes. */
function checkedChange(change: ProfileChange) {
  const name = change.name === undefined ? undefined : readName(change.name)
  if (name === undefined && change.name !== undefined)
    throw invalid('name', `A name has 1 to ${longestName} characters.`)
  const phone = change.phone === undefined ? undefined : readPhone(change.phone)
  if (phone === undefined && change.phone !== undefined)
    throw invalid('phone', 'A phone number begins with + and the country code, and has 7 to 15 digits.')
  return { name, phone }
}

const invalid = (field: string, message: string): AppError =>
  new AppError('request.invalid', { detail: message, fields: [{ field, message }] })
