import type { Connections } from '../directory/connections.ts'
import type { Providers } from '../directory/providers.ts'
import type { Limiter } from '../http/limiter.ts'
import type { Origins } from '../http/origins.ts'
import type { Cookies } from '../sessions/cookies.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { Sealing } from '../store/sealing.ts'
import type { Store } from '../store/store.ts'
import type { Okta } from './okta/okta.ts'

/** What the steps of a sign-in need from the rest of the house. */
export type SignInDeps = {
  store: Store
  providers: Providers
  connections: Connections
  sessions: Sessions
  cookies: Cookies
  sealing: Sealing
  okta: Okta
  origins: Origins
  /** Sign-ins of one address that did not end well. */
  limiter: Limiter
  brand: string
  now: () => number
  /** Counts for the metrics. */
  count: (outcome: string) => void
}

export const callbackPath = '/sso/okta/callback'
export const initiatePath = '/sso/okta/initiate'
