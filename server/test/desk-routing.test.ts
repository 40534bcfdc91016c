/** Where a conversation goes when the desk was changed meanwhile: never to a team that is gone, and never later than it could. */
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { contactFor, writeAsCustomer } from '../src/desk/customers/customer.ts'
import { lockDesk } from '../src/desk/routing/desk-lock.store.ts'
import { route } from '../src/desk/routing/route.ts'
import { removeChannel, selectChannelByTag, updateChannel } from '../src/desk/setup/channels.store.ts'
import { removeTeam, updateTeam } from '../src/desk/setup/teams.store.ts'
import { changePerson } from '../src/directory/people.ts'
import { type Desk, type DeskOptions, deskWorld, newKey } from './desk.ts'
import { onBothEngines } from './engines.ts'
import { globex } from './harness.ts'
import { postgresDatabase } from './postgres-database.ts'

onBothEngines((databaseUrl) => {
  const desk = async (options: DeskOptions = {}) =>
    deskWorld({ databaseUrl: await databaseUrl(), ...options })

  const addTeam = (it: Desk, id: string, createdAt: number) =>
    it.services.store.transaction(globex, (store) =>
      store.add('teams', {
        id,
        name: id,
        everyone: 1,
        routing: 'auto',
        agent_limit: 5,
        unanswered: 90,
        created_at: createdAt,
      }),
    )

  /** A closed conversation of the team Support, which has given its channel to Sales and was deleted. */
  async function closedOfLostTeam() {
    const it = await desk()
    const agent = await it.available()
    const customer = it.customer()
    await customer.says('Hello')
    const [row] = await it.conversations()
    const id = row!.id as string
    await agent.call('POST', `/conversations/${id}/close`)
    await addTeam(it, 'aside', 2)
    await addTeam(it, 'sales', 3)
    await it.services.store.transaction(globex, async (store) => {
      await updateChannel(store, 'web', { team_id: 'sales' })
      await removeTeam(store, 'support')
    })
    return { it, agent, customer, id }
  }

  it('a conversation that is opened again after its team was deleted goes to the team of its channel', async () => {
    const { it, agent, customer, id } = await closedOfLostTeam()
    await customer.says('One more thing')
    expect(await it.conversations()).toMatchObject([
      { id, team_id: 'sales', status: 'assigned', assignee_id: agent.id },
    ])
    await agent.call('POST', `/conversations/${id}/close`)
    expect((await agent.call('POST', `/conversations/${id}/reopen`)).json).toMatchObject({
      status: 'assigned',
      team: { id: 'sales', name: 'sales' },
    })
  })

  it('and to the oldest team of the provider when the channel is gone too', async () => {
    const { it, agent, id } = await closedOfLostTeam()
    await it.services.store.transaction(globex, (store) => removeChannel(store, 'web'))
    const { json } = await agent.call('POST', `/conversations/${id}/reopen`)
    expect(json).toMatchObject({ status: 'assigned', team: { id: 'aside' }, channel: { name: '–' } })
  })

  /** A first message whose sender has read the channel before somebody changed it. */
  async function firstMessage(it: Desk, meanwhile: (it: Desk) => Promise<unknown>) {
    const { store } = it.services
    const channel = (await store.read(globex, (scoped) => selectChannelByTag(scoped, 'welcome')))!
    await meanwhile(it)
    return store.transaction(globex, async (scoped, after) => {
      const move = { store: scoped, after, at: Date.now() }
      const contact = await contactFor(move, channel, undefined, { tokenHash: 'hash', externalId: null })
      return writeAsCustomer(move, channel, contact, { body: 'Hello', key: newKey() })
    })
  }

  it('a first message begins with the team that its channel has now, not the one it had before', async () => {
    const it = await desk()
    await addTeam(it, 'sales', 2)
    await firstMessage(it, () =>
      it.services.store.transaction(globex, async (store) => {
        await updateChannel(store, 'web', { team_id: 'sales' })
        await removeTeam(store, 'support')
      }),
    )
    expect(await it.conversations()).toMatchObject([{ team_id: 'sales', status: 'queued' }])
  })

  it('a first message through a channel that was just deleted or switched off begins nothing', async () => {
    const it = await desk()
    const switchOff = () =>
      it.services.store.transaction(globex, (store) => updateChannel(store, 'web', { active: 0 }))
    const remove = () => it.services.store.transaction(globex, (store) => removeChannel(store, 'web'))
    await expect(firstMessage(it, switchOff)).rejects.toMatchObject({ code: 'widget.channel_unknown' })
    await it.services.store.transaction(globex, (store) => updateChannel(store, 'web', { active: 1 }))
    await expect(firstMessage(it, remove)).rejects.toMatchObject({ code: 'widget.channel_unknown' })
    expect([await it.conversations(), await it.rows('contacts')]).toEqual([[], []])
  })

  it('several messages at once, a day after the last conversation, begin one new one', async () => {
    let shift = 0
    const it = await desk({ now: () => Date.now() + shift })
    const customer = it.customer()
    for (const round of [1, 2, 3, 4, 5]) {
      await customer.says('Hello')
      await customer.send('POST', '/end')
      shift += 25 * 3_600_000
      await Promise.all([1, 2, 3, 4].map((n) => customer.says(`Number ${n}`)))
      expect([round, (await it.conversations()).filter((row) => row.status === 'queued').length]).toEqual([
        round,
        1,
      ])
      await customer.send('POST', '/end')
      shift += 25 * 3_600_000
    }
  })

  /** One agent who is available; conversations wait that the desk's settings keep from them. */
  async function waiting(options: DeskOptions, count: number) {
    const it = await desk(options)
    const agent = await it.available()
    const boss = await it.person({ role: 'manager' })
    for (let n = 0; n < count; n += 1) await it.customer().says('Hello')
    const held = async () =>
      (await it.conversations()).filter((row) => row.assignee_id === agent.id && row.status === 'assigned')
        .length
    return {
      it,
      agent,
      held,
      change: (body: object) => it.call(boss.browser)('PATCH', '/teams/support', body),
    }
  }

  it.each([
    ['a higher limit', { limit: 1 }, { limit: 3 }, 1],
    ['automatic routing', { routing: 'manual' }, { routing: 'auto' }, 0],
  ] as const)('%s is given what waits by the change itself', async (_name, team, body, before) => {
    const { held, change } = await waiting({ team }, 3)
    expect(await held()).toBe(before)
    expect((await change(body)).status).toBe(200)
    // No waiting: it has moved when the change is answered.
    expect(await held()).toBe(3)
  })

  it('what waits and is moved to another team is told, written down, and in that team from then on', async () => {
    const it = await desk()
    const boss = await it.agent({ role: 'supervisor' })
    const board = await boss.socket()
    board.send('subscribe', { topic: 'statusboard' })
    await addTeam(it, 'sales', 3)
    await it.customer().says('Hello')
    await board.next('conversation.queued')
    const [row] = await it.conversations()
    const since = row!.waiting_since
    const moved = await boss.call('POST', `/conversations/${row!.id}/transfer`, { to: { team: 'sales' } })
    expect(moved.json).toMatchObject({ status: 'queued', team: { id: 'sales' } })
    await board.next('conversation.requeued')
    expect((await it.conversations())[0]).toMatchObject({ team_id: 'sales', waiting_since: since })
    expect((await it.rows('assignments')).map(({ reason }) => reason)).toContain('transferred')
  })

  it('a new member of a team is given what waits by the change itself', async () => {
    const { agent, held, change } = await waiting({ team: { everyone: false } }, 2)
    expect(await held()).toBe(0)
    expect((await change({ members: [agent.id] })).status).toBe(200)
    expect(await held()).toBe(2)
  })

  it('an available agent who may use the desktop again is given what waits by the change itself', async () => {
    const it = await desk()
    const agent = await it.available({ role: 'supervisor' })
    const allow = (allowed: boolean) =>
      it.services.store.transaction(globex, (store, after) =>
        changePerson(store, after, Date.now(), { id: agent.id, by: 'test', agent: allowed }),
      )
    await allow(false)
    await it.customer().says('Hello')
    expect(await it.conversations()).toMatchObject([{ status: 'queued' }])
    await allow(true)
    expect(await it.conversations()).toMatchObject([{ status: 'assigned', assignee_id: agent.id }])
  })

  it('a change that keeps nobody from anything moves nothing', async () => {
    const { it, held } = await waiting({ team: { limit: 1 } }, 2)
    await it.services.store.transaction(globex, async (store, after) => {
      await updateTeam(store, 'support', { name: 'Front desk' })
      after({ kind: 'config_changed', providerId: globex })
    })
    expect(await held()).toBe(1)
  })
})

/** Whether a session of this database waits for another one's lock. */
const somebodyWaits = async (it: Desk) => {
  const { rows } = await it.services.store.acrossProviders((db) =>
    sql<{ waits: boolean }>`select exists (select from pg_locks where not granted) as waits`.execute(db),
  )
  return rows[0]!.waits
}

it('a conversation that is on its way to an agent who signs out at this moment does not stay with them', async () => {
  const it = await deskWorld({ databaseUrl: await postgresDatabase(), team: { routing: 'manual' } })
  const agent = await it.available()
  await it.customer().says('Hello')
  const signsOut = { done: false, answer: undefined as Promise<unknown> | undefined }
  await it.services.store.transaction(globex, async (store, after) => {
    await lockDesk(store)
    await updateTeam(store, 'support', { routing: 'auto' })
    await route({ store, after, at: Date.now() })
    signsOut.answer = agent.browser.api(`${it.portal()}/sso/logout`, { method: 'POST' }).finally(() => {
      signsOut.done = true
    })
    await expect.poll(async () => signsOut.done || (await somebodyWaits(it)), { timeout: 5000 }).toBe(true)
  })
  await signsOut.answer
  const ledger = (await it.rows('assignments')).sort((a, b) => a.at - b.at).map(({ reason }) => reason)
  expect(ledger).toEqual(['new', 'routed', 'signed_out'])
  expect(await it.conversations()).toMatchObject([{ status: 'queued', assignee_id: null }])
})
