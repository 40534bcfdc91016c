import { newSecret } from '../ids.ts'
import { now, type Store } from '../store.ts'
import { verifyPassword } from './passwords.ts'
import type { People, Person } from './people.ts'

export const SESSION_COOKIE = 'sid'
export const SESSION_SECONDS = 12 * 3600

export type Sessions = ReturnType<typeof sessionsOf>

/**
 * Okta sessions. The record is oidc-provider's own Session model, so that signing in at the dashboard and
 * signing in on the way to an app are one session with one cookie, as with Okta.
 */
export function sessionsOf(store: Store, org: string, people: People) {
  return {
    /** The person behind a session cookie, as long as they may sign in. */
    personFor(sid: string | undefined): Person | undefined {
      const session = sid ? store.artifacts.find(org, 'Session', sid) : undefined
      if (!session || Number(session.exp) <= now()) return undefined
      const person = people.find(session.accountId ?? '')
      return person?.status === 'ACTIVE' ? person : undefined
    },
    /** Always a new id: a cookie planted before sign-in gains nothing (session fixation). */
    start(person: Person): string {
      const at = now()
      const jti = newSecret()
      const session = {
        iat: at,
        exp: at + SESSION_SECONDS,
        jti,
        uid: newSecret(),
        kind: 'Session',
        accountId: person.id,
        loginTs: at,
        amr: ['pwd'],
      }
      store.artifacts.put(org, 'Session', jti, session, session.exp)
      return jti
    },
    end: (sid: string | undefined): void => {
      if (sid) store.artifacts.delete(org, 'Session', sid)
    },
    /** Undefined for a wrong password, an unknown person and one who is not active alike. */
    async authenticate(username: string, password: string): Promise<Person | undefined> {
      const person = people.findByLogin(username)
      const matches = await verifyPassword(password, person?.password)
      return matches && person?.status === 'ACTIVE' ? person : undefined
    },
  }
}
