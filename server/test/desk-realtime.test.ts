import { randomUUID } from 'node:crypto'
import { type AgentView, closeCodes } from '@koopid/contract'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { changePerson } from '../src/directory/people.ts'
import { connect, cookiesOf, deskWorld } from './desk.ts'
import { anotherNode, globex } from './harness.ts'
import { postgresDatabase } from './postgres-database.ts'

describe("an agent's socket", () => {
  it('is closed with 4401 without a session, and with 4403 when the person is neither agent nor supervisor', async () => {
    const desk = await deskWorld()
    const origin = desk.portal()
    const path = `/api/v1/realtime?tab=${randomUUID()}`
    const nobody = await connect(desk, path, { origin })
    expect((await nobody.closed).code).toBe(closeCodes.ended)
    const designer = await desk.person({ role: 'designer' })
    const cookie = cookiesOf(desk, designer.browser)
    const socket = await connect(desk, path, { origin, cookie })
    expect((await socket.closed).code).toBe(closeCodes.forbidden)
    expect(socket.frames).toEqual([])
  })

  it('is replaced with 4409 when the same tab connects again, and not by another tab', async () => {
    const desk = await deskWorld()
    const agent = await desk.agent()
    const options = { origin: desk.portal(), cookie: cookiesOf(desk, agent.browser) }
    const tab = randomUUID()
    const first = await connect(desk, `/api/v1/realtime?tab=${tab}`, options)
    await first.next('hello')
    const other = await agent.socket()
    const second = await connect(desk, `/api/v1/realtime?tab=${tab}`, options)
    await second.next('hello')
    expect((await first.closed).code).toBe(closeCodes.replaced)
    expect(other.raw.readyState).toBe(other.raw.OPEN)
  })

  it('gets nothing of a conversation or a statusboard that its person may not see', async () => {
    const desk = await deskWorld({ team: { everyone: false } })
    const outsider = await desk.agent()
    const boss = await desk.agent({ role: 'supervisor' })
    const [socket, board] = [await outsider.socket(), await boss.socket()]
    const customer = desk.customer()
    await customer.says('Hello')
    const [row] = await desk.conversations()
    board.send('subscribe', { topic: 'statusboard' })
    board.send('subscribe', { topic: { conversation: row!.id } })
    socket.send('subscribe', { topic: 'statusboard' })
    socket.send('subscribe', { topic: { conversation: row!.id } })
    await expect
      .poll(async () => {
        await customer.says('And?')
        return board.frames.some((frame) => frame.type === 'message.created')
      })
      .toBe(true)
    await customer.says('Last')
    await board.next(
      'message.created',
      ({ message }: { message: { body: string } }) => message.body === 'Last',
    )
    expect(new Set(socket.frames.map((frame) => frame.type))).toEqual(new Set(['hello', 'agent.state']))
  })

  it('numbers its frames from 1 without a gap', async () => {
    const desk = await deskWorld()
    const agent = await desk.available()
    const customer = desk.customer()
    for (let n = 0; n < 10; n += 1) await customer.says(`${n}`)
    await agent.desktop.next(
      'message.created',
      ({ message }: { message: { body: string } }) => message.body === '9',
    )
    const numbers = agent.desktop.frames.map((frame) => frame.seq)
    expect(numbers).toEqual(numbers.map((_, n) => n + 1))
  })

  it('says who types, to the other side only while the agent holds the conversation', async () => {
    const desk = await deskWorld()
    const [ann, ben] = [await desk.available(), await desk.agent()]
    const customer = desk.customer()
    await customer.says('Hello')
    const widget = await customer.socket()
    const [row] = await desk.conversations()
    const stranger = await ben.socket()
    stranger.send('typing', { conversationId: row!.id, on: true })
    ann.desktop.send('typing', { conversationId: row!.id, on: true })
    expect(await widget.next('typing')).toEqual({ name: 'Ada Admin', on: true })
    ann.desktop.send('subscribe', { topic: { conversation: row!.id } })
    widget.send('typing', { on: true })
    expect(
      await ann.desktop.next('typing', (data: { side: string }) => data.side === 'customer'),
    ).toMatchObject({
      conversationId: row!.id,
      on: true,
    })
    expect(widget.frames.filter((frame) => frame.type === 'typing').length).toBe(1)
  })
})

describe('an open desktop', () => {
  it('counts from the moment its person may be an agent, and no longer than it is open', async () => {
    const desk = await deskWorld({ settings: { disconnectGrace: 1 } })
    const boss = await desk.available({ role: 'supervisor' })
    const allow = (agent: boolean) =>
      desk.services.store.transaction(globex, (store, after) =>
        changePerson(store, after, Date.now(), { id: boss.id, by: 'test', agent }),
      )
    const connected = async () => {
      const { json } = await boss.call<{ agents: AgentView[] }>('GET', '/agents')
      return json.agents.map((agent) => agent.connected)
    }
    await allow(false)
    const supervisor = await desk.agent({ role: 'supervisor', agent: false })
    await supervisor.socket()
    await boss.desktop.close()
    await boss.desktop.closed
    await allow(true)
    await expect.poll(connected).toEqual([false])
    await desk.services.store.transaction(globex, (store, after) =>
      changePerson(store, after, Date.now(), { id: supervisor.id, by: 'test', agent: true }),
    )
    await supervisor.call('PUT', '/agent/status', { status: 'available' })
    await desk.customer().says('Hello')
    await expect
      .poll(async () => (await desk.conversations()).map((row) => row.assignee_id))
      .toEqual([supervisor.id])
  })

  it('is that of a statusboard until it says that somebody works there', async () => {
    const desk = await deskWorld()
    const boss = await desk.agent({ role: 'supervisor' })
    const board = await connect(desk, `/api/v1/realtime?tab=${randomUUID()}`, {
      origin: desk.portal(),
      cookie: cookiesOf(desk, boss.browser),
    })
    await board.next('hello')
    board.send('subscribe', { topic: 'statusboard' })
    await boss.call('PUT', '/agent/status', { status: 'available' })
    await desk.customer().says('Hello')
    await board.next('conversation.queued')
    expect(await desk.conversations()).toMatchObject([{ status: 'queued' }])
    board.send('presence', { visible: true, idle: false, alert: 'on' })
    await board.next('conversation.assigned')
    expect(await desk.conversations()).toMatchObject([{ assignee_id: boss.id }])
  })

  it('that is closed while it opens counts for nothing', async () => {
    const desk = await deskWorld({ databaseUrl: await postgresDatabase() })
    const agent = await desk.agent()
    const options = { origin: desk.portal(), cookie: cookiesOf(desk, agent.browser) }
    const { store } = desk.services
    const teamsAreAwaited = async () => {
      const waits = sql<{ waits: boolean }>`select exists (select from pg_locks where not granted) as waits`
      return (await store.acrossProviders((db) => waits.execute(db))).rows[0]!.waits
    }
    await store.acrossProviders(async (db) => {
      await sql`lock table teams in access exclusive mode`.execute(db)
      const hasty = await connect(desk, `/api/v1/realtime?tab=${randomUUID()}`, options)
      await expect.poll(teamsAreAwaited, { interval: 10 }).toBe(true)
      hasty.kill()
      await hasty.closed
      await desk.session(agent.browser)
    })
    const connected = async () => {
      const { json } = await agent.call<{ agents: AgentView[] }>('GET', '/agents')
      return json.agents.map((one) => one.connected)
    }
    const socket = await agent.socket()
    await expect.poll(connected, { timeout: 5000 }).toEqual([true])
    socket.kill()
    await expect.poll(connected, { timeout: 5000 }).toEqual([false])
  })
})

describe("a customer's socket", () => {
  it('hears its place in the queue change', async () => {
    const desk = await deskWorld()
    const [first, second] = [desk.customer(), desk.customer()]
    await first.says('One')
    await second.says('Two')
    const socket = await second.socket()
    await first.send('POST', '/end')
    const state = await socket.next<{ position: number }>('state', ({ position }) => position === 1)
    expect(state.position).toBe(1)
  })
})

describe('on two nodes', () => {
  it('a customer on one and an agent on the other talk, and a sign-out on one closes the desktop on the other', async () => {
    const desk = await deskWorld({ databaseUrl: await postgresDatabase() })
    const there = await anotherNode(desk)
    const agent = await desk.agent()
    const desktop = await connect(desk, `/api/v1/realtime?tab=${randomUUID()}`, {
      origin: desk.portal(),
      cookie: cookiesOf(desk, agent.browser),
      port: there.port,
    })
    await desktop.next('hello')
    desktop.send('presence', { visible: true, idle: false, alert: 'on' })
    await agent.call('PUT', '/agent/status', { status: 'available' })
    await desk.customer().says('Hello over there')
    await desktop.next('alert', (alert: { kind: string }) => alert.kind === 'assigned')
    const began = performance.now()
    await agent.browser.api(`${desk.portal()}/sso/logout`, { method: 'POST' })
    expect((await desktop.closed).code).toBe(closeCodes.ended)
    expect(performance.now() - began).toBeLessThan(2000)
    expect((await desk.conversations())[0]).toMatchObject({ status: 'queued', requeued: 1 })
  })
})
