/** The dashboard: what today is, who counts, and who may look. */
import type { Dashboard } from '@koopid/contract'
import { describe, expect, test } from 'vitest'
import { todayIn } from '../src/desk/board/today.ts'
import { createFromOkta } from '../src/directory/people.ts'
import type { ProviderId, ProviderStore } from '../src/store/provider-store.ts'
import type { Tables } from '../src/store/schema.ts'
import { onBothEngines } from './engines.ts'
import { acme, globex, type TestWorld, world } from './harness.ts'
import { conversationRow } from './rows.ts'

type Conversation = Omit<Tables['conversations'], 'provider_id'>

const instant = (text: string) => Date.parse(text)
const now = instant('2026-11-24T12:30:00Z')
const minutes = (count: number) => count * 60_000

/** Of a team that does not exist: nobody is given it while the test looks. */
const conversation = (id: string, change: Partial<Conversation>) =>
  conversationRow(id, { team_id: 'nobody', ...change })

async function board(databaseUrl?: string) {
  const it = await world({ ...(databaseUrl && { databaseUrl }), connected: false, now: () => now })
  const { browser } = await it.person({ role: 'supervisor' })
  const ask = (query: string) => browser.api(`${it.portal()}/api/v1/dashboard${query}`)
  const dashboard = async (query = '') => (await ask(query)).json() as Dashboard
  return { it, ask, dashboard }
}

const add = (it: TestWorld, provider: ProviderId, rows: Conversation[]) =>
  it.services.store.transaction(provider, async (store) => {
    for (const row of rows) await store.add('conversations', row)
  })

onBothEngines((url) => {
  test('counts today and what is open; waits run to the first answer', async () => {
    const { it, dashboard } = await board(await url())
    expect(await dashboard()).toMatchObject({
      waiting: 0,
      live: 0,
      handled: 0,
      medianWait: null,
      longestWait: null,
    })
    const at = (time: string) => instant(`2026-11-24T${time}Z`)
    const answered = (from: string, seconds: number) => ({
      created_at: at(from),
      first_answer_at: at(from) + seconds * 1000,
    })
    const closed = (time: string) => ({ status: 'closed' as const, closed_at: at(time) })
    const yesterday = instant('2026-11-23T23:59:59.999Z')
    await add(it, globex, [
      conversation('first instant', { ...answered('00:00:00', 10), ...closed('11:00:00') }),
      conversation('slow', { ...answered('09:05:00', 100), ...closed('09:59:59') }),
      conversation('quick', { ...answered('09:10:00', 5), status: 'assigned' }),
      conversation('over night', {
        created_at: yesterday,
        first_answer_at: at('08:00:00'),
        ...closed('09:30:00'),
      }),
      conversation('waits', { created_at: now - minutes(5) }),
      conversation('waits since yesterday', { created_at: yesterday }),
      conversation('reopened', { ...answered('09:20:00', 30), status: 'queued', closed_at: at('10:00:00') }),
      conversation('long gone', {
        created_at: 1,
        first_answer_at: 2,
        status: 'closed',
        closed_at: yesterday,
      }),
      conversation('gave up', { created_at: at('07:00:00'), ...closed('07:30:00') }),
    ])
    await add(it, acme, [conversation('foreign', { ...answered('09:00:00', 9999), ...closed('09:30:00') })])
    const { hours, ...rest } = await dashboard()
    expect(rest).toEqual({
      waiting: 3,
      live: 1,
      handled: 4,
      medianWait: 20,
      longestWait: 300,
      agents: { available: 0, away: 0, offline: 0 },
    })
    expect(hours.map(({ hour }) => hour)).toEqual(Array.from({ length: 24 }, (_, hour) => hour))
    expect(hours.filter(({ arrived, handled }) => arrived + handled > 0)).toEqual([
      { hour: 0, arrived: 1, handled: 0, medianWait: 10 },
      { hour: 7, arrived: 1, handled: 1, medianWait: null },
      { hour: 9, arrived: 3, handled: 2, medianWait: 30 },
      { hour: 11, arrived: 0, handled: 1, medianWait: null },
      { hour: 12, arrived: 1, handled: 0, medianWait: null },
    ])
  })

  test('agents are available, away or offline by choice, keys and a desktop that answers', async () => {
    const { it, dashboard } = await board(await url())
    await it.services.store.transaction(globex, async (store) => {
      await agent(store, 'available', { status: 'available', lease: now + 1 })
      await agent(store, 'also available', { status: 'available', lease: now + 9999 })
      await agent(store, 'idle', { status: 'available', lease: now + 1, idle: 1 })
      await agent(store, 'away', { status: 'away', lease: now + 1 })
      await agent(store, 'away and idle', { status: 'away', lease: now + 1, idle: 1 })
      await agent(store, 'lost', { status: 'available', lease: now })
      await agent(store, 'never came', { status: 'available' })
      await agent(store, 'deactivated', { status: 'available', lease: now + 1, active: 0 })
      await agent(store, 'no agent any more', { status: 'available', lease: now + 1, agent: 0 })
    })
    await it.services.store.transaction(acme, (store) =>
      agent(store, 'foreign', { status: 'available', lease: now + 1 }),
    )
    expect((await dashboard()).agents).toEqual({ available: 2, away: 3, offline: 2 })
  })
})

type Presence = {
  status: 'away' | 'available'
  lease?: number
  idle?: 0 | 1
  active?: 0 | 1
  agent?: 0 | 1
}

async function agent(store: ProviderStore, login: string, presence: Presence): Promise<void> {
  const { status, lease, idle = 0, active = 1, agent = 1 } = presence
  const key = { issuer: 'https://globex.okta.com', subject: login }
  const profile = { name: login, email: `${login.replaceAll(' ', '.')}@globex.com`, username: login }
  const { id } = await createFromOkta(store, now, key, profile)
  await store.update('people', { agent_status: status, active, agent }).where('id', '=', id).execute()
  await store.remove('agents').where('person_id', '=', id).execute()
  if (lease === undefined) return
  await store.add('agents', {
    person_id: id,
    reason: 'chosen',
    set_by: null,
    lease_until: lease,
    idle,
    alert: null,
    last_assigned_at: 0,
  })
}

describe('today', () => {
  test('begins where the reader is', async () => {
    const { it, dashboard } = await board()
    // 23:30 of the day before in UTC is half past midnight in Berlin.
    await add(it, globex, [conversation('c1', { created_at: instant('2026-11-23T23:30:00Z') })])
    const arrivals = async (query: string) =>
      (await dashboard(query)).hours.filter((each) => each.arrived > 0).map(({ hour }) => hour)
    expect(await arrivals('')).toEqual([])
    expect(await arrivals('?zone=UTC')).toEqual([])
    expect(await arrivals('?zone=Europe/Berlin')).toEqual([0])
    expect(await arrivals('?zone=Asia/Kolkata')).toEqual([5])
    expect(await arrivals('?zone=America/New_York')).toEqual([])
  })

  test('in a zone that there is none of is refused', async () => {
    const { ask } = await board()
    for (const zone of ['Mars/Olympus', '%2B02:00', 'T10:00%5BEurope/Berlin%5D', 'x'.repeat(61), '']) {
      const answer = await ask(`?zone=${zone}`)
      expect([zone, answer.status, answer.json().code]).toEqual([zone, 400, 'request.invalid'])
      expect(answer.json().errors).toMatchObject([{ field: 'zone' }])
    }
  })

  test('is as long as it is when the clocks change', () => {
    const hours = (date: string, length: number) => {
      const today = todayIn('Europe/Berlin', instant(`${date}T12:00:00Z`))!
      return Array.from({ length }, (_, hour) => today.hourOf(today.start + minutes(60 * hour)))
    }
    expect(hours('2026-03-29', 4)).toEqual([0, 1, 3, 4])
    expect(hours('2026-10-25', 5)).toEqual([0, 1, 2, 2, 3])
  })
})
