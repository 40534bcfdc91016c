/** What is swept away and when, and what an operator can watch. */
import { expect, it } from 'vitest'
import { sweep } from '../src/sweep.store.ts'
import { addApiChannel, writeInbound } from './api-channel.ts'
import { type Desk, deskWorld } from './desk.ts'
import { onBothEngines } from './engines.ts'
import { globex } from './harness.ts'

const hour = 3_600_000
const day = 24 * hour

onBothEngines((databaseUrl) => {
  it('answers go after two days and delivered events after thirty; what was not delivered stays', async () => {
    const desk = await deskWorld({ databaseUrl: await databaseUrl() })
    const at = Date.now()
    await desk.services.store.transaction(globex, async (store) => {
      for (const [key, age] of [
        ['old', 49 * hour],
        ['young', 47 * hour],
      ] as const)
        await store.add('answers', { actor: 'a', key, request_hash: 'x', body: '{}', at: at - age })
      for (const [id, delivered] of [
        [1, at - 31 * day],
        [2, at - 29 * day],
        [3, null],
      ] as const)
        await store.add('webhook_events', {
          channel_id: 'c',
          id,
          conversation_id: 'x',
          type: 'message.created',
          body: '{"id":"x"}',
          created_at: at - 90 * day,
          attempts: 1,
          next_at: delivered === null ? at + day : null,
          delivered_at: delivered,
          last_error: null,
        })
    })
    await sweep(desk.services.store, at)
    expect((await desk.rows('answers')).map(({ key }) => key)).toEqual(['young'])
    expect((await desk.rows('webhook_events')).map(({ id }) => id).sort()).toEqual([2, 3])
  })

  it('deadlines of nobody go; those of somebody stay', async () => {
    const desk = await deskWorld({ databaseUrl: await databaseUrl() })
    const agent = await desk.available()
    await desk.customer().says('Hello')
    const [row] = await desk.conversations()
    const own = [`gone:${agent.id}`, `unanswered:${row!.id}`]
    const at = Date.now() + day
    await desk.services.store.transaction(globex, async (store) => {
      for (const key of ['gone:nobody', 'unanswered:nothing']) await store.add('deadlines', { key, at })
    })
    const keys = async () => (await desk.rows('deadlines')).map(({ key }) => key).sort()
    expect(await keys()).toEqual([...own, 'gone:nobody', 'unanswered:nothing'].sort())
    await sweep(desk.services.store, Date.now())
    expect(await keys()).toEqual(own.sort())
  })

  it('the metrics say how many sockets are open, how many customers wait, and what of webhooks is late', async () => {
    let shift = 0
    const desk = await deskWorld({ databaseUrl: await databaseUrl(), now: () => Date.now() + shift })
    expect(await metrics(desk)).toMatchObject({ waiting: 0, assigned: 0, pending: 0, oldest: 0, sockets: 0 })
    const key = await addApiChannel(desk, { id: 'orders', webhookUrl: 'https://127.0.0.1/' })
    await writeInbound(desk, '719/orders', key)
    await desk.customer().says('Hello')
    expect(await metrics(desk)).toMatchObject({ waiting: 2, assigned: 0, pending: 2 })
    const agent = await desk.available()
    const customer = desk.customer()
    await customer.says('Hello')
    const widget = await customer.socket()
    const [row] = await desk.conversations()
    await agent.call('POST', `/conversations/${row!.id}/requeue`)
    expect(await metrics(desk)).toMatchObject({ waiting: 1, 'assignments requeued_by_agent': 1 })
    shift = hour
    const now = await metrics(desk)
    expect(now).toMatchObject({ waiting: 1, assigned: 2, sockets: 2 })
    expect(now.oldest).toBeGreaterThanOrEqual(3600)
    expect(now.oldest).toBeLessThan(3700)
    expect(now).toMatchObject({ 'assignments new': 3, 'assignments routed': 3 })
    widget.kill()
    await expect.poll(async () => (await metrics(desk)).sockets).toBe(1)
  })
})

const names: Record<string, string> = {
  koopid_open_sockets: 'sockets',
  koopid_conversations_waiting: 'waiting',
  koopid_conversations_assigned: 'assigned',
  koopid_webhook_events_pending: 'pending',
  koopid_webhook_oldest_pending_seconds: 'oldest',
}

async function metrics(desk: Desk): Promise<Record<string, number>> {
  const { payload } = await desk.app.server.inject('/metrics')
  const values: Record<string, number> = {}
  for (const line of payload.split('\n')) {
    const [, name = '', reason, value] = /^(koopid_\w+)(?:\{reason="(\w+)"\})? (\S+)$/.exec(line) ?? []
    if (reason !== undefined) values[`assignments ${reason}`] = Number(value)
    else if (name in names) values[names[name]!] = Number(value)
  }
  return values
}
