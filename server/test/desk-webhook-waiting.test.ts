/** Events that do not arrive: they are tried again, or kept where there is no address any more. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Channel, Delivery, WebhookEvent } from '@koopid/contract'
import { expect, it, onTestFinished } from 'vitest'
import { addApiChannel, writeInbound } from './api-channel.ts'
import { deskWorld } from './desk.ts'
import { onBothEngines } from './engines.ts'

const patient = { timeout: 10_000, interval: 20 }

/** Somebody's server that says no until it is told otherwise. */
async function receiver() {
  const asked: WebhookEvent[] = []
  const taken: WebhookEvent[] = []
  let up = false
  let gate: Promise<void> | undefined
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const event = JSON.parse(Buffer.concat(chunks).toString()) as WebhookEvent
    const status = up ? 204 : 503
    asked.push(event)
    if (up) taken.push(event)
    await gate
    reply.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close().closeAllConnections())
  const url = `http://hooks.localhost:${(server.address() as AddressInfo).port}/in`
  const goesUp = () => {
    up = true
  }
  /** Answers nobody from now on. @returns how to go on */
  const holdsBack = () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    gate = promise
    return resolve
  }
  return { asked, taken, url, goesUp, holdsBack }
}

onBothEngines((databaseUrl) => {
  async function waiting() {
    const it = await deskWorld({ databaseUrl: await databaseUrl() })
    const hooks = await receiver()
    const owner = await it.person({ role: 'administrator' })
    const call = it.call(owner.browser)
    const key = await addApiChannel(it, { id: 'orders', webhookUrl: hooks.url })
    const write = (body: string) => writeInbound(it, '719/orders', key, { body })
    await write('Hello')
    await expect.poll(() => hooks.asked.length, patient).toBeGreaterThan(0)
    const address = (webhookUrl: string | null) => call<Channel>('PATCH', '/channels/orders', { webhookUrl })
    const events = async () => (await it.rows('webhook_events')).sort((a, b) => a.id - b.id)
    const kept = { next_at: null, delivered_at: null, last_error: 'The channel has no webhook address' }
    return { it, hooks, call, write, address, events, kept }
  }

  it('wait for the next try when one fails, and say why', async () => {
    const { hooks, events } = await waiting()
    await expect.poll(() => hooks.asked.length, patient).toBeGreaterThanOrEqual(3)
    const [first, second] = await events()
    expect(first).toMatchObject({ last_error: 'The receiver answered 503', delivered_at: null })
    expect(first!.attempts).toBeGreaterThanOrEqual(2)
    expect(second).toMatchObject({ attempts: 0, last_error: null })
  })

  it('stop waiting, are shown so, and hold nobody up; none is made meanwhile', async () => {
    const { it, hooks, call, write, address, events, kept } = await waiting()
    expect((await address(null)).json.pending).toBe(0)
    expect(await events()).toMatchObject([kept, kept])
    await write('And?')
    expect((await events()).length).toBe(2)
    const { json } = await call<{ deliveries: Delivery[] }>('GET', '/channels/orders/deliveries')
    expect(json.deliveries).toMatchObject(
      [2, 1].map((id) => ({ id, nextAt: null, lastError: kept.last_error })),
    )

    hooks.goesUp()
    await address(hooks.url)
    await write('Now')
    await expect.poll(() => hooks.taken.map(({ message }) => message?.body), patient).toEqual(['Now'])
    expect(hooks.taken[0]!.number).toBe(3)
    // Noted once the receiver's answer is there.
    await expect.poll(events, patient).toMatchObject([kept, kept, { next_at: null, last_error: null }])

    expect((await call('POST', '/channels/orders/deliveries/1/replay')).status).toBe(204)
    await expect.poll(() => hooks.taken.map(({ number }) => number), patient).toEqual([3, 1])
    await expect.poll(events, patient).toMatchObject([{ last_error: null, attempts: 1 }, kept, {}])
    expect((await it.rows('webhook_events')).filter((row) => row.delivered_at !== null).length).toBe(2)
  })

  it('stay where they are when a try fails that was under way', async () => {
    const { it, hooks, address, events, kept } = await waiting()
    const goOn = hooks.holdsBack()
    const before = hooks.asked.length
    await expect.poll(() => hooks.asked.length, patient).toBe(before + 1)
    await address(null)
    const other = await addApiChannel(it, { id: 'other', webhookUrl: hooks.url })
    await writeInbound(it, '719/other', other, { body: 'Later' })
    hooks.goesUp()
    goOn()
    // Whoever comes later is sent once the earlier one is noted.
    await expect.poll(() => hooks.taken.length, patient).toBe(2)
    expect((await events()).filter((row) => row.channel_id === 'orders')).toMatchObject([kept, kept])
  })

  it('stop also where the sender finds the address gone', async () => {
    const { it, hooks, events, kept } = await waiting()
    await it.services.store.transaction(719 as never, (store) =>
      store.update('channels', { webhook_url: null }).where('id', '=', 'orders').execute(),
    )
    await expect.poll(events, patient).toMatchObject([kept, kept])
    expect((await events()).map(({ attempts }) => attempts)).toEqual([hooks.asked.length, 0])
  })
})
