/** A provider at work, written straight into a database that no server has open yet. */
import { randomUUID } from 'node:crypto'
import { buildServices } from '../../server/src/services.ts'
import { readSettings } from '../../server/src/settings.ts'
import type { ProviderId } from '../../server/src/store/provider-store.ts'
import { writeWebChannel } from './channel.ts'

export type SeededAgent = { id: string; cookie: string }

const providerId = 1 as ProviderId

/** Agents with a session each, available as soon as their desktop is open, and one web channel, `bench`. */
export async function seedDesk(env: Record<string, string>, agents: number): Promise<SeededAgent[]> {
  const services = buildServices(readSettings(env), { now: Date.now, onError: () => {} })
  const { store, providers, sessions } = services
  await store.migrate()
  await providers.create({ id: providerId, name: 'Bench', plan: 'enterprise', subdomain: 'app' })
  const made = await store.transaction(providerId, async (scoped, after) => {
    await writeWebChannel(scoped)
    const all: SeededAgent[] = []
    for (let n = 0; n < agents; n += 1) {
      const id = randomUUID()
      await scoped.add('people', personRow(id, n))
      const token = await sessions.start(scoped, after, {
        personId: id,
        method: 'password',
        launch: { alertSound: false, alertSoundOff: false },
        idToken: null,
        attemptHash: null,
        replaces: undefined,
      })
      all.push({ id, cookie: `koopid_session=${token}` })
    }
    return all
  })
  await services.close()
  return made
}

const personRow = (id: string, n: number) => ({
  id,
  source: 'local' as const,
  name: `Agent ${n}`,
  email: `agent${n}@bench.example`,
  email_key: `agent${n}@bench.example`,
  username: `agent${n}@bench.example`,
  role: 'none' as const,
  agent: 1 as const,
  active: 1 as const,
  password_hash: null,
  alert_sound: null,
  agent_status: 'available' as const,
  agent_status_since: Date.now(),
  created_at: Date.now(),
  last_sign_in_at: null,
})
