import { FaultBoard } from '../faults/board.ts'
import { RequestLog } from '../faults/requests.ts'
import { newId } from '../ids.ts'
import type { Store } from '../store.ts'
import { type Apps, appsOf } from './apps.ts'
import { type Keys, keysOf } from './keys.ts'
import { type People, peopleOf } from './people.ts'
import { type Sessions, sessionsOf } from './sessions.ts'

export type OrgSettings = { id: string; fatIdToken: boolean }

/** Everything one org knows. Two orgs share nothing but the process. */
export type Org = {
  name: string
  people: People
  apps: Apps
  keys: Keys
  sessions: Sessions
  faults: FaultBoard
  requests: RequestLog
  settings: () => OrgSettings
  configure: (changes: Partial<Omit<OrgSettings, 'id'>>) => void
  store: Store
}

/** Opens an org, creating it when the store does not know it yet. */
export async function openOrg(store: Store, name: string): Promise<Org> {
  const settings = () => store.records.all(name, 'org').get('settings') as OrgSettings | undefined
  if (!settings()) {
    store.records.put(name, 'org', 'settings', { id: newId('00o'), fatIdToken: false } satisfies OrgSettings)
  }
  const people = peopleOf(store, name)
  return {
    name,
    people,
    apps: appsOf(store, name),
    keys: await keysOf(store, name),
    sessions: sessionsOf(store, name, people),
    faults: new FaultBoard(),
    requests: new RequestLog(),
    settings: () => settings()!,
    configure: (changes) => store.records.put(name, 'org', 'settings', { ...settings()!, ...changes }),
    store,
  }
}
