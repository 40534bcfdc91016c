import { deskOperator } from './desk/setup/operator.ts'
import { connectionsOf } from './directory/connections.ts'
import { providersOf } from './directory/providers.ts'
import { limiter } from './http/limiter.ts'
import { originsFor } from './http/origins.ts'
import { cookiesFor } from './sessions/cookies.ts'
import { sessionsOf } from './sessions/sessions.ts'
import type { Settings } from './settings.ts'
import { connectionSetup } from './sign-in/connection-setup.ts'
import type { SignInDeps } from './sign-in/deps.ts'
import { oktaWith } from './sign-in/okta/okta.ts'
import { outgoing } from './sign-in/okta/outgoing.ts'
import { sealingWith } from './store/sealing.ts'
import { openStore } from './store/store.ts'

/** What comes from outside the process; tests pass their own. */
export type World = { now: () => number; onError: (error: Error) => void }

export type Services = ReturnType<typeof buildServices>

/** Sign-ins per address and minute that may end badly; forty agents behind one address arrive well below it. */
const badSignIns = { most: 240, windowMs: 60_000 }

/** Builds each service once, for the server and for the `koopid` commands alike. */
export function buildServices(settings: Settings, world: World) {
  const { now } = world
  const store = openStore(settings.database, world.onError)
  const providers = providersOf(store, now)
  const connections = connectionsOf(store)
  const cookies = cookiesFor(settings.publicUrl)
  const sessions = sessionsOf({ store, providers, cookies, now })
  const sealing = sealingWith(settings.secretKeys)
  const out = outgoing(settings.unsafeLoopbackIssuers)
  const okta = oktaWith({ out, sealing, allowLoopback: settings.unsafeLoopbackIssuers, now })
  const signIn: SignInDeps = {
    store,
    providers,
    connections,
    sessions,
    cookies,
    sealing,
    okta,
    origins: originsFor(settings.publicUrl),
    limiter: limiter(badSignIns.most, badSignIns.windowMs, now),
    brand: settings.brandName,
    now,
    count: () => {},
  }
  const setup = connectionSetup(signIn, settings.unsafeLoopbackIssuers)
  const { openDesk, channels } = deskOperator(store, now, settings.unsafeLoopbackIssuers)
  const close = async () => {
    await out.close()
    await store.close()
  }
  return {
    store,
    providers,
    connections,
    sessions,
    sealing,
    okta,
    signIn,
    setup,
    openDesk,
    send: out.send,
    channels,
    close,
  }
}
