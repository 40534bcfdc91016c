import { randomUUID } from 'node:crypto'
import type { ConnectionDraft, Plan, Role } from '@koopid/contract'
import type { Kysely } from 'kysely'
import { onTestFinished } from 'vitest'
import { type RunningLocalOkta, startLocalOkta } from '../../local-okta/src/index.ts'
import { type AppOptions, buildApp } from '../src/app.ts'
import { activate } from '../src/directory/connections.ts'
import { hashPassword } from '../src/directory/passwords.ts'
import { changePerson, createAdministrator } from '../src/directory/people.ts'
import { readSettings } from '../src/settings.ts'
import type { ProviderId } from '../src/store/provider-store.ts'
import type { Tables } from '../src/store/schema.ts'
import { TestBrowser } from './browser.ts'
import { freePort } from './free-port.ts'

export const globexClientId = '0oaglobexkoopid000719'
export const globex = 719 as ProviderId
export const acme = 718 as ProviderId

export type WorldOptions = AppOptions & {
  databaseUrl?: string
  environment?: Record<string, string>
  /** `false` leaves provider 719 without a connection. */
  connected?: boolean
  plan?: Plan
  emailFormats?: string[]
}

export type TestWorld = Awaited<ReturnType<typeof startTestWorld>>

/**
 * The server on a free port beside a local Okta server, both in this process: provider 719 "Globex" on subdomain `app`
 * is connected to the org `globex`, provider 718 "Acme" on `us-east.app` is not connected. Closed when the test ends.
 */
export async function startTestWorld(options: WorldOptions = {}) {
  // The portal's port has to be known before the org is told its redirect URIs, and the other way round.
  const { databaseUrl = 'sqlite::memory:', environment = {}, connected = true, plan = 'enterprise' } = options
  const port = await freePort()
  const settings = readSettings({ ...environmentOf(port, databaseUrl), ...environment })
  const okta = await startLocalOkta({ portalTemplate: `http://{app.subdomain}.localhost:${port}` })
  const app = await buildApp(settings, options)
  await app.server.listen({ host: '127.0.0.1', port })
  const close = async () => {
    await app.close()
    await okta.close()
  }
  const { services } = app
  await services.providers.create({ id: globex, name: 'Globex', plan, subdomain: 'app' })
  await services.providers.create({ id: acme, name: 'Acme', plan: 'business', subdomain: 'us-east.app' })
  if (connected)
    await connect(services, globex, {
      oktaDomain: okta.origin('globex'),
      clientId: globexClientId,
      emailFormats: options.emailFormats ?? ['*@globex.com'],
    })
  const portal = (subdomain = 'app') => `http://${subdomain}.localhost:${port}`
  return { app, services, settings, okta, port, portal, close, ...stepsOf({ portal, okta, services }) }
}

/** Settings of a server on this port, from the environment, as a process of its own takes them. */
export const environmentOf = (port: number, databaseUrl: string) => ({
  KOOPID_PUBLIC_URL: `http://localhost:${port}`,
  KOOPID_LISTEN: `127.0.0.1:${port}`,
  KOOPID_DATABASE_URL: databaseUrl,
  KOOPID_UNSAFE_LOOPBACK_ISSUERS: 'true',
  KOOPID_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
})

/** `startTestWorld`, closed when the current test ends. */
export async function world(options: WorldOptions = {}): Promise<TestWorld> {
  const started = await startTestWorld(options)
  onTestFinished(started.close)
  return started
}

/** Another node of the same deployment: same addresses and database, a port of its own. Closed when the test ends. */
export async function anotherNode(it: TestWorld, options: AppOptions = {}) {
  const port = await freePort()
  const app = await buildApp({ ...it.settings, listen: { host: '127.0.0.1', port } }, options)
  await app.server.listen({ host: '127.0.0.1', port })
  onTestFinished(app.close)
  return { app, services: app.services, port }
}

type Services = Awaited<ReturnType<typeof buildApp>>['services']

/** Written straight into the directory: nothing of Okta is asked, so nothing of it is in memory yet. */
async function connect(services: Services, id: ProviderId, draft: ConnectionDraft) {
  await services.setup.saveDraft((await services.providers.find(id))!, 'test', draft)
  await services.store.transaction(id, async (store, after) => {
    await activate(store, Date.now())
    after({ kind: 'connection_changed', providerId: id })
  })
}

/** Of every local person. */
export const password = 'correct horse battery'
const hashOfPassword = hashPassword(password)

export type LocalPerson = { role?: Role; agent?: boolean; provider?: ProviderId; subdomain?: string }

function stepsOf({
  portal,
  okta,
  services,
}: {
  portal: (subdomain?: string) => string
  okta: RunningLocalOkta
  services: Services
}) {
  const isCallback = (url: URL) => url.pathname === '/sso/okta/callback'
  const initiateUrl = (query = 'provider=719') => `${portal()}/sso/okta/initiate?${query}`

  /** Signed in at Okta as this person, with a portal not yet visited. */
  const browserAt = (login: string, org = 'globex') => {
    const browser = new TestBrowser()
    const [name = '', value = ''] = okta.signIn(org, login).split('=')
    browser.jar(new URL(okta.origin(org)).host).set(name, value)
    return browser
  }
  /** Initiate, Okta, and back to the callback's address, which is not yet asked for. */
  const toCallback = (browser: TestBrowser, query?: string) => browser.follow(initiateUrl(query), isCallback)

  const signInWithPassword = async (email: string, provider = globex, subdomain = 'app') => {
    const browser = new TestBrowser()
    const answer = await browser.api(`${portal(subdomain)}/api/v1/sign-in/password`, {
      method: 'POST',
      body: { providerId: provider, email, password },
    })
    if (answer.status !== 200) throw new Error(answer.body)
    return browser
  }

  /** A local person of this role, signed in with a password. */
  const person = async ({
    role = 'administrator',
    agent = false,
    provider = globex,
    subdomain = 'app',
  }: LocalPerson = {}) => {
    const email = `${role}-${randomUUID().slice(0, 8)}@local.example`
    const id = await services.store.transaction(provider, async (store, after) => {
      const profile = { name: 'Ada Admin', email, username: email }
      const { id } = await createAdministrator(store, Date.now(), profile, await hashOfPassword)
      await changePerson(store, after, Date.now(), { id, by: 'test', role, agent })
      return id
    })
    const browser = await signInWithPassword(email, provider, subdomain)
    return { browser, id, email, role, agent }
  }

  return {
    initiateUrl,
    signInWithPassword,
    browserAt,
    toCallback,
    /** A whole sign-in. @returns the callback's answer. */
    async signIn(browser: TestBrowser, query?: string) {
      return browser.send(await toCallback(browser, query))
    },
    session: (browser: TestBrowser, subdomain = 'app') => browser.api(`${portal(subdomain)}/api/v1/session`),
    /** All rows of a table, of every provider. */
    async rows<T extends keyof Tables>(table: T): Promise<Tables[T][]> {
      const query = (db: Kysely<Tables>) =>
        db
          .selectFrom(table as 'people')
          .selectAll()
          .execute()
      const rows: unknown = await services.store.acrossProviders(query)
      return rows as Tables[T][]
    },
    /** Another person at Okta, assigned to the app. */
    oktaPerson(person: {
      login: string
      email?: string
      displayName?: string
      firstName?: string
      lastName?: string
    }) {
      const org = okta.org('globex')
      const added = org.people.add({ email: person.login, ...person })
      org.apps.assign(globexClientId, added.id)
      return added
    },
    /** A local administrator's browser, signed in with a password. */
    administrator: async (provider: ProviderId = globex, subdomain = 'app'): Promise<TestBrowser> =>
      (await person({ provider, subdomain })).browser,
    person,
    /** Connects provider 718 to the org `acme`, where everybody is assigned. */
    async connectAcme(): Promise<void> {
      const app = okta.addApp('acme', { subdomain: 'us-east.app', providerId: '718', assign: 'everyone' })
      await connect(services, acme, {
        oktaDomain: okta.origin('acme'),
        clientId: app.id,
        emailFormats: ['*@acme.com'],
      })
    },
  }
}
