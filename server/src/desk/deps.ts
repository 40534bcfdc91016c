import type { Providers } from '../directory/providers.ts'
import type { Limiter } from '../http/limiter.ts'
import type { Origins } from '../http/origins.ts'
import type { Hub } from '../realtime/hub.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { Store } from '../store/store.ts'
import type { Presence } from './agents/presence.ts'

/** What the desk works with; built once in `app.ts`. */
export type DeskDeps = {
  store: Store
  sessions: Sessions
  providers: Providers
  origins: Origins
  hub: Hub
  presence: Presence
  /** Customers' writes, by token and by address. */
  limits: { customer: Limiter; address: Limiter }
  brand: string
  now: () => number
  onError: (error: Error) => void
}
