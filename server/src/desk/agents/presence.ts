import type { AlertState } from '@koopid/contract'
import type { ProviderId } from '../../store/provider-store.ts'
import type { Store } from '../../store/store.ts'
import { clearDeadline, setDeadline } from '../routing/deadlines.store.ts'
import { lockDesk } from '../routing/desk-lock.store.ts'
import { route } from '../routing/route.ts'
import { readDeskSettings } from '../setup/desk-settings.store.ts'
import { ensureAgent, renewLeases, selectAgents, updateAgent } from './agents.store.ts'
import { awayUnlessAway } from './status.ts'

/** Milliseconds that an open desktop is believed without a sign of its server, and how often the server gives one. */
export type Lease = Readonly<{ length: number; renewEvery: number }>
export const defaultLease: Lease = { length: 45_000, renewEvery: 15_000 }

type Key = `${number}/${string}`
type Person = { providerId: ProviderId; personId: string }

export type Report = { idle: boolean; alert: AlertState }

export type Presence = {
  /** What a desktop says about itself; the first time, it has opened. A statusboard says nothing: nobody works there. */
  reported(person: Person, desktop: object, report: Report): Promise<void>
  /** The desktop is closed. When it was the last one here, conversations go back to the queue after the grace. */
  left(person: Person, desktop: object): Promise<void>
  close(): void
}

type Here = Person & { desktops: Map<object, Report> }

/**
 * Who is there. It is kept as leases in the store, so that every node knows it and a killed one is found out: its
 * leases run out.
 */
export function presenceOf(
  store: Store,
  now: () => number,
  onError: (error: Error) => void,
  lease: Lease = defaultLease,
): Presence {
  const here = new Map<Key, Here>()
  const keyOf = ({ providerId, personId }: Person): Key => `${providerId}/${personId}`
  const timer = setInterval(
    () => void renewAll(store, [...here.values()], now() + lease.length).catch(onError),
    lease.renewEvery,
  )
  timer.unref()
  const stopListening = store.bus.subscribe((message) => {
    // Another node saw its last desktop go; ours is still open.
    if (message.kind !== 'agent_changed') return
    const person = here.get(`${message.providerId}/${message.personId}`)
    if (person) void renewAll(store, [person], now() + lease.length).catch(onError)
  })

  const arrive = (person: Person, { idle, alert }: Report) =>
    store.transaction(person.providerId, async (scoped, after) => {
      const move = { store: scoped, after, at: now() }
      await lockDesk(scoped)
      // Under the lock: the grace may be changing, and then moves the deadlines that are set.
      const { disconnectGrace } = await readDeskSettings(scoped)
      await ensureAgent(scoped, person.personId)
      const believedUntil = move.at + lease.length
      await updateAgent(scoped, person.personId, { lease_until: believedUntil, idle: idle ? 1 : 0, alert })
      const deadline = believedUntil + disconnectGrace * 1000
      await setDeadline(scoped, after, `gone:${person.personId}`, deadline)
      after({ kind: 'agent_changed', ...person })
      await route(move)
    })

  return {
    async reported({ providerId, personId }, desktop, report) {
      const person = { providerId, personId }
      const known = here.get(keyOf(person))
      if (!known) {
        here.set(keyOf(person), { ...person, desktops: new Map([[desktop, report]]) })
        return arrive(person, report)
      }
      const before = summary(known)
      known.desktops.set(desktop, report)
      const { idle, alert } = summary(known)
      if (before.idle === idle && before.alert === alert) return
      await store.transaction(providerId, async (scoped, after) => {
        const move = { store: scoped, after, at: now() }
        await updateAgent(scoped, personId, { idle: idle ? 1 : 0, alert })
        if (idle && !before.idle) await awayUnlessAway(move, personId, 'idle')
        after({ kind: 'agent_changed', ...person })
      })
    },
    async left({ providerId, personId }, desktop) {
      const person = { providerId, personId }
      const known = here.get(keyOf(person))
      if (!known?.desktops.delete(desktop) || known.desktops.size > 0) return
      here.delete(keyOf(person))
      await store.transaction(providerId, async (scoped, after) => {
        const at = now()
        await lockDesk(scoped)
        const { disconnectGrace } = await readDeskSettings(scoped)
        await updateAgent(scoped, personId, { lease_until: at })
        await setDeadline(scoped, after, `gone:${personId}`, at + disconnectGrace * 1000)
        after({ kind: 'agent_changed', ...person })
      })
    },
    close() {
      clearInterval(timer)
      stopListening()
    },
  }
}

const audibility: AlertState[] = ['on', 'muted', 'blocked', 'unsupported']

/** Of a person: idle when every desktop is, and as easy to reach as at the best of them. */
function summary({ desktops }: Here): Report {
  const all = [...desktops.values()]
  return {
    idle: all.every((one) => one.idle),
    alert: audibility.find((state) => all.some((one) => one.alert === state)) ?? 'unsupported',
  }
}

async function renewAll(store: Store, people: readonly Person[], until: number): Promise<void> {
  const byProvider = Map.groupBy(people, (person) => person.providerId)
  for (const [providerId, group] of byProvider) {
    const ids = group.map((person) => person.personId)
    await store.transaction(
      providerId,
      (scoped) => renewLeases(scoped, ids, until),
      // After a power cut nobody is there anyway.
      'process',
    )
  }
}

/**
 * The deadline `gone` of an agent is due. @returns whether they are gone: the lease has run out and the grace after it.
 */
export async function isGone(move: Parameters<typeof route>[0], personId: string): Promise<boolean> {
  const { store, after, at } = move
  const [agent] = await selectAgents(store, personId)
  const { disconnectGrace } = await readDeskSettings(store)
  const until = (agent?.lease_until ?? 0) + disconnectGrace * 1000
  if (until <= at) {
    await clearDeadline(store, `gone:${personId}`)
    return true
  }
  await setDeadline(store, after, `gone:${personId}`, until)
  return false
}
