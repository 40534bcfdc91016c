import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type App, buildApp } from '../src/app.ts'
import { presenceOf } from '../src/desk/agents/presence.ts'
import { setStatus } from '../src/desk/agents/status.ts'
import { writeReply } from '../src/desk/conversations/write.ts'
import { contactByToken } from '../src/desk/customers/contacts.store.ts'
import { contactFor, endByCustomer, writeAsCustomer } from '../src/desk/customers/customer.ts'
import { closeBy, reopenBy, requeueBy, take, transfer } from '../src/desk/routing/actions.ts'
import { choose } from '../src/desk/routing/choose.ts'
import { doDue } from '../src/desk/routing/deadlines.ts'
import { lockDesk } from '../src/desk/routing/desk-lock.store.ts'
import { eligibleAgents, routedTeams, waitingForRouting } from '../src/desk/routing/eligible.store.ts'
import type { Move } from '../src/desk/routing/hand-over.ts'
import { letGo } from '../src/desk/routing/settle.ts'
import { selectChannel } from '../src/desk/setup/channels.store.ts'
import { changePerson, createFromOkta } from '../src/directory/people.ts'
import { AppError } from '../src/http/errors.ts'
import { agentsWithSession } from '../src/sessions/sessions.store.ts'
import { type Session, sessionLimits } from '../src/sessions/sessions.ts'
import { readSettings } from '../src/settings.ts'
import { nothingSaid } from '../src/sign-in/launch-parameters.ts'
import type { ProviderId } from '../src/store/provider-store.ts'
import { openDeskOf } from './desk.ts'
import type { TestWorld } from './harness.ts'

const agentCount = 3
const customerCount = 4
const index = (count: number) => fc.integer({ min: 0, max: count - 1 })
const agent = index(agentCount)
const customer = index(customerCount)

/** Everything that can happen to a desk; the numbers name an agent, a customer or one of the conversations. */
const event = fc.oneof(
  fc.record({ type: fc.constant('signIn' as const), agent }),
  fc.record({ type: fc.constant('signOut' as const), agent }),
  fc.record({ type: fc.constant('expire' as const), agent }),
  fc.record({ type: fc.constant('arrive' as const), agent }),
  fc.record({ type: fc.constant('leave' as const), agent }),
  fc.record({ type: fc.constant('idle' as const), agent, idle: fc.boolean() }),
  fc.record({ type: fc.constant('status' as const), agent, available: fc.boolean() }),
  fc.record({ type: fc.constant('forceAway' as const), agent, requeue: fc.boolean() }),
  fc.record({ type: fc.constant('activate' as const), agent, active: fc.boolean() }),
  fc.record({ type: fc.constant('flag' as const), agent, on: fc.boolean() }),
  fc.record({ type: fc.constant('write' as const), customer }),
  fc.record({ type: fc.constant('write' as const), customer }),
  fc.record({ type: fc.constant('end' as const), customer }),
  fc.record({
    type: fc.constantFrom('take', 'reply', 'close', 'requeue', 'reopen'),
    agent,
    conversation: fc.nat(9),
  }),
  fc.record({ type: fc.constant('transfer' as const), agent, to: agent, conversation: fc.nat(9) }),
  fc.record({ type: fc.constant('pass' as const), seconds: fc.constantFrom(1, 30, 61, 95, 300) }),
)
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

const opening: Event[] = [0, 1, 2].flatMap((agent): Event[] => [
  { type: 'signIn', agent },
  { type: 'arrive', agent },
  { type: 'status', agent, available: true },
  { type: 'write', customer: agent },
])

const provider = 719 as ProviderId
let app: App
let now = Date.now()

beforeAll(async () => {
  const settings = readSettings({
    KOOPID_PUBLIC_URL: 'http://localhost:3999',
    KOOPID_DATABASE_URL: 'sqlite::memory:',
    KOOPID_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  })
  app = await buildApp(settings, { now: () => now, onError: (error) => expect.fail(error.message) })
})
afterAll(() => app.close())

/** One desk at a provider of its own, driven event by event. */
async function startModel(id: ProviderId) {
  const { store, providers, sessions } = app.services
  await providers.create({ id, name: 'Model', plan: 'business', subdomain: 'app' })
  await openDeskOf({ services: app.services } as TestWorld, id, { team: { limit: 2 } })
  const presence = presenceOf(
    store,
    () => now,
    (error) => expect.fail(error.message),
  )
  const inTransaction = <T>(work: (move: Move) => Promise<T>) =>
    store.transaction(id, (scoped, after) => work({ store: scoped, after, at: now }))
  const agents = await Promise.all(
    Array.from({ length: agentCount }, (_, n) =>
      inTransaction(({ store: scoped }) =>
        createFromOkta(
          scoped,
          now,
          { issuer: 'https://model', subject: `${n}` },
          { name: `Agent ${n}`, email: `${n}@model.example`, username: `${n}@model.example` },
        ),
      ),
    ),
  )
  const asSession = (n: number) =>
    ({ providerId: id, personId: agents[n]!.id, name: agents[n]!.name, role: 'none', agent: true }) as Session
  const present = new Set<number>()
  const open = async () =>
    store.read(id, (scoped) =>
      scoped.select('conversations').selectAll().orderBy('created_at').orderBy('id').execute(),
    )
  const signedIn = (n: number) =>
    store.read(id, (scoped) => agentsWithSession(scoped, now, now - sessionLimits.idle, [agents[n]!.id]))

  async function endSessions(n: number, how: 'signed_out' | 'expire') {
    const rows = await store.read(id, (scoped) =>
      scoped
        .select('sessions')
        .selectAll()
        .where('person_id', '=', agents[n]!.id)
        .where('ended_at', 'is', null)
        .execute(),
    )
    for (const row of rows)
      if (how === 'signed_out')
        await sessions.end(
          { ...asSession(n), tokenHash: row.token_hash, id: row.id } as Session,
          'signed_out',
        )
      else
        await inTransaction(({ store: scoped }) =>
          scoped.update('sessions', { expires_at: now }).where('token_hash', '=', row.token_hash).execute(),
        )
  }
  /** The hub closes the sockets of a session that is over. */
  const hangUp = async (n: number) => {
    if (present.delete(n)) await presence.left({ providerId: id, personId: agents[n]!.id }, agents[n]!)
  }
  const passTime = async (seconds: number) => {
    now += seconds * 1000
    for (const n of present) {
      await inTransaction(({ store: scoped }) =>
        scoped
          .update('agents', { lease_until: now + 45_000 })
          .where('person_id', '=', agents[n]!.id)
          .execute(),
      )
      await inTransaction(({ store: scoped }) =>
        scoped.update('sessions', { seen_at: now }).where('person_id', '=', agents[n]!.id).execute(),
      )
    }
    await doDue(store, () => now)
  }

  async function run(step: Event): Promise<void> {
    const rows = await open()
    const conversation =
      'conversation' in step ? rows[step.conversation % Math.max(1, rows.length)] : undefined
    switch (step.type) {
      case 'signIn':
        return void (await store.transaction(id, async (scoped, after) => {
          const { personId } = asSession(step.agent)
          await sessions.start(scoped, after, {
            personId,
            method: 'password',
            launch: nothingSaid,
            idToken: null,
            attemptHash: null,
            replaces: undefined,
          })
        }))
      case 'signOut':
        await endSessions(step.agent, 'signed_out')
        return hangUp(step.agent)
      case 'expire':
        await endSessions(step.agent, 'expire')
        await hangUp(step.agent)
        return passTime(61)
      case 'arrive':
        if (present.has(step.agent) || (await signedIn(step.agent)).size === 0) return
        present.add(step.agent)
        return presence.reported({ providerId: id, personId: agents[step.agent]!.id }, agents[step.agent]!, {
          idle: false,
          alert: 'on',
        })
      case 'leave':
        return hangUp(step.agent)
      case 'idle':
        if (!present.has(step.agent)) return
        return presence.reported({ providerId: id, personId: agents[step.agent]!.id }, agents[step.agent]!, {
          idle: step.idle,
          alert: 'on',
        })
      case 'status':
        if ((await signedIn(step.agent)).size === 0) return
        return inTransaction((move) =>
          setStatus(move, {
            personId: agents[step.agent]!.id,
            status: step.available ? 'available' : 'away',
            reason: 'chosen',
          }),
        )
      case 'forceAway':
        return inTransaction(async (move) => {
          const by = { id: 'boss', name: 'Boss' }
          const personId = agents[step.agent]!.id
          await setStatus(move, { personId, status: 'away', reason: 'forced', by })
          if (step.requeue) await letGo(move, personId, 'forced_away')
        })
      case 'activate':
      case 'flag': {
        const change = step.type === 'activate' ? { active: step.active } : { agent: step.on }
        await inTransaction(({ store: scoped, after }) =>
          changePerson(scoped, after, now, { id: agents[step.agent]!.id, by: 'boss', ...change }),
        )
        if ((await signedIn(step.agent)).size === 0) await hangUp(step.agent)
        return
      }
      case 'write':
        return void (await inTransaction(async (move) => {
          const channel = (await selectChannel(move.store, 'web'))!
          const tokenHash = `customer-${step.customer}`
          const known = await contactByToken(move.store, tokenHash)
          const contact = await contactFor(move, channel, known, { tokenHash, externalId: null })
          await writeAsCustomer(move, channel, contact, { body: 'Hello', key: 'key' })
        }))
      case 'end':
        return void (await inTransaction(async (move) => {
          const contact = await contactByToken(move.store, `customer-${step.customer}`)
          if (contact) await endByCustomer(move, contact.id)
        }))
      case 'pass':
        return passTime(step.seconds)
      default: {
        if (!conversation || (await signedIn(step.agent)).size === 0) return
        const who = asSession(step.agent)
        await inTransaction(async (move) => {
          if (step.type === 'take') await take(move, who, conversation.id, false)
          if (step.type === 'close') await closeBy(move, who, conversation.id)
          if (step.type === 'requeue') await requeueBy(move, who, conversation.id)
          if (step.type === 'reopen') await reopenBy(move, who, conversation.id)
          if (step.type === 'transfer')
            await transfer(move, who, conversation.id, { to: { agent: agents[step.to]!.id } })
          if (step.type === 'reply')
            await writeReply(move, { id: who.personId, name: who.name }, conversation.id, {
              body: 'Hi',
              key: 'key',
            })
        }).catch((error) => {
          // Refusing is one of the right answers; anything else is not.
          if (!(error instanceof AppError)) throw error
        })
      }
    }
  }

  async function check(): Promise<void> {
    const rows = await open()
    const holders = [...new Set(rows.flatMap((row) => (row.status === 'assigned' ? [row.assignee_id!] : [])))]
    await store.read(id, async (scoped) => {
      const good = await agentsWithSession(scoped, now, now - sessionLimits.idle, holders)
      expect(holders.filter((holder) => !good.has(holder))).toEqual([])
    })
    for (const row of rows) {
      const listed = { queued: row.assignee_id === null, assigned: row.assignee_id !== null, closed: true }
      expect([row.status, listed[row.status]]).toEqual([row.status, true])
    }
    await inTransaction(async (move) => {
      await lockDesk(move.store)
      const eligible = await eligibleAgents(move.store, now)
      const team = (await routedTeams(move.store)).get('support')!
      for (const waiting of await waitingForRouting(move.store, 100))
        expect(choose(waiting, team, eligible)).toBeUndefined()
      for (const one of eligible) expect(one.load).toBeLessThanOrEqual(team.limit + 1)
    })
    const messages = await store.read(id, (scoped) =>
      scoped.select('messages').select(['conversation_id', 'seq']).orderBy('seq').execute(),
    )
    for (const row of rows) {
      const own = messages.filter((one) => one.conversation_id === row.id).map((one) => one.seq)
      expect(own).toEqual(Array.from({ length: row.seq }, (_, n) => n + 1))
    }
  }
  return { run, check, stop: () => presence.close() }
}

let nextProvider = provider + 1

it('whatever happens in whatever order, no conversation is with somebody who has no session, and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 40 }), async (events) => {
      nextProvider += 1
      const model = await startModel(nextProvider as ProviderId)
      try {
        // A desk at work is where things can go wrong.
        for (const step of [...opening, ...events]) {
          await model.run(step)
          await model.check()
        }
      } finally {
        model.stop()
      }
    }),
    { numRuns: 60 },
  )
}, 120_000)
