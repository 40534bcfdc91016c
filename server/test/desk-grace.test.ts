/** The grace of a desk may change while agents are gone, or there: what is set already follows. */
import type { DeskSettings } from '@koopid/contract'
import { expect, it } from 'vitest'
import { moveDepartures } from '../src/desk/routing/deadlines.store.ts'
import { doDue } from '../src/desk/routing/deadlines.ts'
import { lockDesk } from '../src/desk/routing/desk-lock.store.ts'
import { writeDeskSettings } from '../src/desk/setup/desk-settings.store.ts'
import { type Desk, type DeskOptions, deskWorld } from './desk.ts'
import { onBothEngines } from './engines.ts'
import { acme, globex } from './harness.ts'

const patient = { timeout: 8000, interval: 20 }
const settings = (disconnectGrace: number): DeskSettings => ({
  disconnectGrace,
  idle: 600,
  alertSound: false,
})

onBothEngines((databaseUrl, engine) => {
  async function held(disconnectGrace: number, options: DeskOptions = {}) {
    const it = await deskWorld({
      databaseUrl: await databaseUrl(),
      settings: { disconnectGrace },
      ...options,
    })
    const [ann, ben] = [await it.available(), await it.available()]
    await it.customer().says('Hello')
    const [row] = await it.conversations()
    const [holder, other] = row!.assignee_id === ann.id ? [ann, ben] : [ben, ann]
    const boss = await it.person({ role: 'manager' })
    const set = (grace: number) => it.call(boss.browser)('PUT', '/desk-settings', settings(grace))
    return { it, holder, other, set }
  }

  it('lowered, it lets go sooner of what somebody left before', async () => {
    let shift = 0
    const now = () => Date.now() + shift
    const { it, holder, other, set } = await held(600, { now })
    holder.desktop.kill()
    await expect.poll(async () => (await graces(it))[holder.id], patient).toBe(600_000)
    await expect.poll(() => isThere(it, holder.id), patient).toBe(false)
    const told: number[] = []
    it.services.store.bus.subscribe((message) => message.kind === 'deadline_set' && told.push(message.at))
    expect((await set(30)).status).toBe(200)
    expect(await graces(it)).toEqual({ [holder.id]: 30_000, [other.id]: 30_000 })
    const gone = (await it.rows('deadlines')).filter(({ key }) => key.startsWith('gone:'))
    expect(told).toContain(Math.min(...gone.map(({ at }) => at)))
    shift = 31_000
    await doDue(it.services.store, now)
    expect(await it.conversations()).toMatchObject([{ assignee_id: other.id, requeued: 1 }])
  })

  it('raised, it gives whoever has left the rest, and moves nothing else', async () => {
    const { it, holder, other, set } = await held(60)
    await it.services.store.transaction(globex, (store) =>
      store.add('deadlines', { key: 'gone:nobody', at: 5e15 }),
    )
    await it.services.store.transaction(acme, (store) =>
      store.add('deadlines', { key: `gone:${holder.id}`, at: 6e15 }),
    )
    const others = async () =>
      (await it.rows('deadlines')).filter(({ key, at }) => at > 4e15 || !key.startsWith('gone:'))
    const before = await others()
    expect(before.length).toBe(3)
    holder.desktop.kill()
    await expect.poll(() => isThere(it, holder.id), patient).toBe(false)
    await set(120)
    expect(await graces(it)).toEqual({ [holder.id]: 120_000, [other.id]: 120_000 })
    expect(await others()).toEqual(before)
  })

  if (engine === 'postgres')
    it('changing while somebody leaves, it holds for them too', async () => {
      const { it, holder } = await held(60)
      const { store } = it.services
      const [changing, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const change = store.transaction(globex, async (scoped, after) => {
        await lockDesk(scoped)
        await writeDeskSettings(scoped, settings(300))
        await moveDepartures(scoped, after, 300_000)
        changing.resolve()
        await commit.promise
      })
      await changing.promise
      const open = await openSockets(it)
      holder.desktop.kill()
      await expect.poll(() => openSockets(it), patient).toBe(open - 1)
      // Its transaction has long begun after so many others.
      for (let n = 0; n < 30; n += 1) await store.ping()
      commit.resolve()
      await change
      await expect.poll(() => isThere(it, holder.id), patient).toBe(false)
      expect((await graces(it))[holder.id]).toBe(300_000)
    })
})

/** Milliseconds between the end of each agent's lease and the deadline after it. */
async function graces(it: Desk): Promise<Record<string, number>> {
  const agents = await it.rows('agents')
  const deadlines = (await it.rows('deadlines')).filter(({ provider_id }) => provider_id === globex)
  return Object.fromEntries(
    agents.flatMap(({ person_id, lease_until }) => {
      const deadline = deadlines.find(({ key }) => key === `gone:${person_id}`)
      return deadline ? [[person_id, deadline.at - lease_until]] : []
    }),
  )
}

async function isThere(it: Desk, id: string): Promise<boolean> {
  return (await it.rows('agents')).some((row) => row.person_id === id && row.lease_until > Date.now())
}

async function openSockets(it: Desk): Promise<number> {
  const { payload } = await it.app.server.inject('/metrics')
  return Number(/^koopid_open_sockets (\d+)$/m.exec(payload)?.[1])
}
