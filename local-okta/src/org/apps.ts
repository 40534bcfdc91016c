import { newId, newSecret } from '../ids.ts'
import { now, type Store } from '../store.ts'
import { InvalidInput } from './people.ts'

export type ClientAuthentication = 'none' | 'client_secret'

export type App = {
  id: string
  name: string
  label: string
  status: 'ACTIVE' | 'INACTIVE'
  subdomain: string
  providerId: string
  hideWeb: boolean
  hideMobile: boolean
  authentication: ClientAuthentication
  clientSecret: string
  created: number
}

export type AppChanges = Partial<Omit<App, 'id' | 'name' | 'created' | 'clientSecret'>>

export type Apps = ReturnType<typeof appsOf>

/** App instances of one org and who is assigned to them. The app id is the client id, as in Okta. */
export function appsOf(store: Store, org: string) {
  const records = () => store.records.all(org, 'app') as Map<string, App>
  const assignments = () => store.records.all(org, 'assignment')
  const key = (appId: string, personId: string) => `${appId}:${personId}`

  return {
    all: (): App[] => [...records().values()].sort((a, b) => a.label.localeCompare(b.label)),
    find: (id: string): App | undefined => records().get(id),
    add(name: string, input: AppChanges & { clientId?: string; clientSecret?: string }): App {
      const { clientId, ...fields } = input
      const id = clientId || newId('0oa')
      if (records().has(id)) throw new InvalidInput('client_id', 'An app with this client ID already exists.')
      const app: App = {
        label: '',
        status: 'ACTIVE',
        subdomain: '',
        providerId: '',
        hideWeb: false,
        hideMobile: false,
        authentication: 'none',
        clientSecret: newSecret(48),
        created: now(),
        ...fields,
        id,
        name,
      }
      checkApp(app)
      store.records.put(org, 'app', id, app)
      return app
    },
    update(id: string, changes: AppChanges): App {
      const before = records().get(id)
      if (!before) throw new InvalidInput('id', 'This app does not exist.')
      const app = { ...before, ...changes }
      checkApp(app)
      store.records.put(org, 'app', id, app)
      return app
    },
    remove(id: string): void {
      store.transaction(() => {
        for (const entry of assignments().keys()) {
          if (entry.startsWith(`${id}:`)) store.records.delete(org, 'assignment', entry)
        }
        store.records.delete(org, 'app', id)
      })
    },
    isAssigned: (appId: string, personId: string): boolean => assignments().has(key(appId, personId)),
    assign: (appId: string, personId: string): void =>
      store.records.put(org, 'assignment', key(appId, personId), { at: now() }),
    unassign: (appId: string, personId: string): void =>
      store.records.delete(org, 'assignment', key(appId, personId)),
    assignedTo: (appId: string): string[] =>
      [...assignments().keys()]
        .filter((id) => id.startsWith(`${appId}:`))
        .map((id) => id.slice(appId.length + 1)),
  }
}

function checkApp(app: App): void {
  if (!app.label.trim()) throw new InvalidInput('label', 'Enter an application label.')
  if (app.label.length > 100) throw new InvalidInput('label', 'Use at most 100 characters.')
  if (/\s/.test(app.subdomain)) throw new InvalidInput('subdomain', 'A subdomain has no spaces.')
  if (/\s/.test(app.providerId)) throw new InvalidInput('providerId', 'A Provider ID has no spaces.')
}
