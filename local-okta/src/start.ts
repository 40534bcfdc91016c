import type { AddressInfo } from 'node:net'
import { buildLocalOkta, type LocalOkta, type LocalOktaOptions } from './app.ts'
import { KOOPID } from './catalog.ts'
import type { App, ClientAuthentication } from './org/apps.ts'
import type { NewPerson, Person } from './org/people.ts'

export type NewApp = {
  subdomain: string
  providerId: string
  label?: string
  clientId?: string
  authentication?: ClientAuthentication
  clientSecret?: string
  /** Person ids to assign; `everyone` assigns all people there are. */
  assign?: string[] | 'everyone'
}

export type RunningLocalOkta = LocalOkta & {
  port: number
  /** Issuer and address of an org, such as http://acme.okta.localhost:3001. */
  origin: (org: string) => string
  addPerson: (org: string, person: NewPerson) => Person
  addApp: (org: string, app: NewApp) => App
  setFaults: (org: string, names: string[], options?: { once?: boolean; attackerUrl?: string }) => void
  /** A session cookie, as a sign-in with the password would give: `sid=…`. */
  signIn: (org: string, login: string) => string
  close: () => Promise<void>
}

/** Starts a local org server for tests. Port 0 takes a free one. */
export async function startLocalOkta(
  options: LocalOktaOptions & { host?: string } = {},
): Promise<RunningLocalOkta> {
  const { port: wanted = 0, host = '127.0.0.1', ...rest } = options
  const okta = await buildLocalOkta(rest)
  await okta.server.listen({ port: wanted, host })
  const { port } = okta.server.server.address() as AddressInfo
  return {
    ...okta,
    port,
    origin: okta.issuer,
    addPerson: (org, person) => okta.org(org).people.add(person),
    addApp: (org, app) => addApp(okta, org, app),
    setFaults: (org, names, settings) => okta.org(org).faults.set(names, settings),
    signIn(org, login) {
      const person = okta.org(org).people.findByLogin(login)
      if (!person) throw new RangeError(`There is no ${login} in ${org}.`)
      return `sid=${okta.org(org).sessions.start(person)}`
    },
    close: () => okta.server.close(),
  }
}

function addApp(okta: LocalOkta, name: string, { assign = [], ...input }: NewApp): App {
  const org = okta.org(name)
  const app = org.apps.add(KOOPID.name, { label: KOOPID.label, ...input })
  const ids = assign === 'everyone' ? org.people.all().map((person) => person.id) : assign
  for (const id of ids) org.apps.assign(app.id, id)
  return app
}
