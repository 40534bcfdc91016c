import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import {
  type Channel,
  type ChannelKey,
  type Delivery,
  inboundWrittenSchema,
  type WebhookEvent,
} from '@koopid/contract'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Program, startProgram, untilAnswers } from '../../e2e/programs.ts'
import { pauseAfter } from '../src/desk/webhooks/deliver.ts'
import { TestBrowser } from './browser.ts'
import { type Desk, type DeskOptions, deskStepsOf, deskWorld, newKey, openDeskOf } from './desk.ts'
import { sqliteFile } from './engines.ts'
import { freePort } from './free-port.ts'
import { environmentOf, startTestWorld } from './harness.ts'

const patient = { timeout: 20_000, interval: 50 }

type Received = { event: WebhookEvent; body: string; headers: Record<string, string> }

/** Somebody's server that takes webhooks, when it feels like it. */
async function receiver(answers: () => number = () => 204) {
  const received: Received[] = []
  const refused: Received[] = []
  let arrived = Promise.withResolvers<void>()
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const one = { event: JSON.parse(body), body, headers: request.headers as Record<string, string> }
    const status = answers()
    ;(status < 300 ? received : refused).push(one)
    arrived.resolve()
    reply.writeHead(status).end()
  })
  const listen = (port = 0) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  await listen()
  const { port } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  onTestFinished(() => stop())
  /** Resolves with the next event that arrives, taken or refused. */
  const next = () => {
    arrived = Promise.withResolvers()
    return arrived.promise
  }
  return {
    received,
    refused,
    url: `http://hooks.localhost:${port}/in`,
    stop,
    start: () => listen(port),
    next,
  }
}

type Owner = { call: ReturnType<Desk['call']> }

/** An API channel of provider 719 with a key, sending to this address. */
async function apiChannel({ call }: Owner, webhookUrl: string) {
  const draft = {
    kind: 'api',
    name: 'Shop',
    team: 'support',
    active: true,
    entryTag: null,
    allowedDomains: [],
    greet: 'guest',
    greeting: '',
    offlineMessage: '',
    colour: '#0c7a72',
    webhookUrl,
  }
  const channel = await call<Channel>('POST', '/channels', draft)
  expect(channel.status).toBe(200)
  const key = await call<ChannelKey>('POST', `/channels/${channel.json.id}/key`)
  return { id: channel.json.id, ...key.json }
}

const write = async (
  portal: string,
  channel: { id: string; apiKey: string },
  customer: string,
  body: string,
  key = newKey(),
) => {
  const answer = await new TestBrowser().send(`${portal}/api/v1/inbound/719/${channel.id}/messages`, {
    method: 'POST',
    body: { customer: { id: customer, name: customer }, body },
    // A program: it sends no Origin, and no cookie.
    headers: {
      authorization: `Bearer ${channel.apiKey}`,
      'idempotency-key': key,
      accept: 'application/json',
    },
  })
  return { status: answer.status, json: answer.json() }
}

async function withChannel(answers?: () => number, options: DeskOptions = {}) {
  const desk = await deskWorld(options)
  const hooks = await receiver(answers)
  const owner = await desk.person({ role: 'administrator' })
  const call = desk.call(owner.browser)
  return { desk, hooks, call, channel: await apiChannel({ call }, hooks.url) }
}

/** Every event of a conversation once it is in order: 1, 2, 3 …, each possibly more than once, none before its turn. */
function firstArrivals(received: readonly Received[]): Map<string, number[]> {
  const seen = new Map<string, number[]>()
  for (const { event } of received) {
    const numbers = seen.get(event.conversation.id) ?? []
    if (!numbers.includes(event.number)) numbers.push(event.number)
    seen.set(event.conversation.id, numbers)
  }
  return seen
}

describe('the API channel', () => {
  it('takes a message with its key and nothing else, once for each Idempotency-Key', async () => {
    const { desk, channel } = await withChannel()
    const portal = desk.portal()
    const key = newKey()
    const first = await write(portal, channel, 'c-1', 'Hello', key)
    expect(first.status).toBe(200)
    expect(inboundWrittenSchema.parse(first.json).state).toMatchObject({ status: 'queued', position: 1 })
    expect(await write(portal, channel, 'c-1', 'Hello', key)).toEqual(first)
    const before = await desk.rows('messages')
    for (const apiKey of ['', 'wrong', `${channel.apiKey}x`, 'kpk_'])
      expect(await write(portal, { ...channel, apiKey }, 'c-1', 'Hi')).toMatchObject({
        status: 401,
        json: { code: 'channel.key_rejected' },
      })
    expect(await write(portal, { ...channel, id: 'web' }, 'c-1', 'Hi')).toMatchObject({ status: 401 })
    expect(await desk.rows('messages')).toEqual(before)
  })

  it('reads its own conversations and no others', async () => {
    const { desk, channel } = await withChannel()
    await desk.customer().says('In the widget')
    const [foreign] = await desk.conversations()
    const own = await write(desk.portal(), channel, 'c-1', 'Hello')
    const read = async (id: unknown) =>
      new TestBrowser().api(
        `${desk.portal()}/api/v1/inbound/719/${channel.id}/conversations/${id}/messages`,
        { headers: { authorization: `Bearer ${channel.apiKey}` } },
      )
    expect((await read(own.json.conversationId)).status).toBe(200)
    expect((await read(foreign!.id)).status).toBe(404)
  })
})

describe('webhooks', () => {
  it('tell each step, signed, in order, and no notes', async () => {
    const { desk, hooks, channel } = await withChannel()
    await write(desk.portal(), channel, 'c-1', 'Hello')
    const agent = await desk.available()
    const [row] = await desk.conversations()
    await agent.call('POST', `/conversations/${row!.id}/messages`, { kind: 'note', body: 'secret note' })
    await agent.call('POST', `/conversations/${row!.id}/messages`, { kind: 'agent', body: 'Hi' })
    await agent.call('POST', `/conversations/${row!.id}/close`)
    await agent.call('POST', `/conversations/${row!.id}/reopen`)
    await expect
      .poll(() => hooks.received.map(({ event }) => event.type), patient)
      .toEqual([
        'conversation.created',
        'message.created',
        'conversation.assigned',
        'message.created',
        'conversation.closed',
        'conversation.reopened',
        'conversation.assigned',
      ])
    const webhook = new Webhook(channel.webhookSecret)
    for (const { body, headers } of hooks.received) {
      expect(webhook.verify(body, headers)).toEqual(JSON.parse(body))
      expect(() => webhook.verify(body.replace('c-1', 'c-2'), headers)).toThrow()
      expect(body).not.toContain('secret note')
    }
    expect(hooks.received.map(({ event }) => event.number)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(hooks.received[0]!.event.conversation.customer.id).toBe('c-1')
  })

  it('wait for a receiver that is down, keep the order of each conversation, and drop nothing', async () => {
    let down = true
    const { desk, hooks, channel } = await withChannel(() => (down ? 500 : 204))
    for (const text of ['one', 'two', 'three'])
      for (const customer of ['a', 'b']) await write(desk.portal(), channel, customer, text)
    await expect.poll(() => hooks.refused.length, patient).toBeGreaterThanOrEqual(2)
    // While the first of a conversation waits, none behind it is tried.
    expect(new Set(hooks.refused.map(({ event }) => event.number))).toEqual(new Set([1]))
    down = false
    await expect.poll(() => hooks.received.length, patient).toBe(8)
    for (const numbers of firstArrivals(hooks.received).values()) expect(numbers).toEqual([1, 2, 3, 4])
  })

  it('can be sent again from the portal, with the same id', async () => {
    const { desk, hooks, call, channel } = await withChannel()
    await write(desk.portal(), channel, 'c-1', 'Hello')
    await expect.poll(() => hooks.received.length, patient).toBe(2)
    const deliveries = async () =>
      (await call<{ deliveries: Delivery[] }>('GET', `/channels/${channel.id}/deliveries`)).json.deliveries
    const settled = async () => (await deliveries()).map((one) => one.deliveredAt !== null && one.attempts)
    await expect.poll(settled, patient).toEqual([1, 1])
    const { id } = (await deliveries())[0]!
    expect((await call('POST', `/channels/${channel.id}/deliveries/${id}/replay`)).status).toBe(204)
    await expect.poll(() => hooks.received.length, patient).toBe(3)
    expect(hooks.received[2]!.event.id).toBe(hooks.received[1]!.event.id)
  })

  it('never go to a private address, whatever the channel says', async () => {
    const { desk, hooks, channel } = await withChannel()
    await desk.services.store.acrossProviders((db) =>
      db
        .updateTable('channels')
        .set({ webhook_url: 'http://127.0.0.1:9/' })
        .where('kind', '=', 'api')
        .execute(),
    )
    await write(desk.portal(), channel, 'c-1', 'Hello')
    const failed = async () =>
      (await desk.rows('webhook_events'))
        .filter((row) => row.last_error !== null)
        .map((row) => row.last_error)
    await expect.poll(failed, patient).not.toEqual([])
    expect((await failed())[0]).toMatch(/not https/)
    expect(hooks.received).toEqual([])
  })

  it('are all delivered, in order, after the process was killed with events under way and the receiver down', async () => {
    const databaseUrl = await sqliteFile()
    const setUp = await startTestWorld({ databaseUrl, connected: false })
    await openDeskOf(setUp, 719 as never)
    const owner = await setUp.person({ role: 'administrator' })
    const port = await freePort()
    let down = true
    const hooks = await receiver(() => (down ? 503 : 204))
    const channel = await apiChannel({ call: deskStepsOf(setUp).call(owner.browser) }, hooks.url)
    await setUp.close()

    const program = fileURLToPath(new URL('../src/cli/koopid.ts', import.meta.url))
    const env = environmentOf(port, databaseUrl)
    let server: Program | undefined
    onTestFinished(() => server?.end('SIGKILL'))
    const start = async () => {
      server = startProgram([program, 'serve'], {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        env,
      })
      await untilAnswers(server, `http://app.localhost:${port}/readyz`, 60)
    }
    await start()
    const portal = `http://app.localhost:${port}`
    const acknowledged: string[] = []
    for (let round = 0; round < 3; round += 1) {
      const underWay = hooks.next()
      for (let n = 0; n < 10; n += 1) {
        const text = `${round}.${n}`
        const { status } = await write(portal, channel, `c-${n % 3}`, text)
        if (status === 200) acknowledged.push(text)
      }
      if (round === 1) down = false
      // Killed with deliveries under way: whether one arrived is known to the receiver alone.
      await underWay
      await server!.end('SIGKILL')
      await start()
    }
    const texts = () => new Set(hooks.received.flatMap(({ event }) => event.message?.body ?? []))
    await expect.poll(() => texts().size, { timeout: 60_000, interval: 100 }).toBe(acknowledged.length)
    for (const numbers of firstArrivals(hooks.received).values())
      expect(numbers).toEqual(numbers.map((_, n) => n + 1))
  }, 120_000)
})

describe('the pause before another try', () => {
  it('doubles from a second to an hour', () => {
    expect([0, 1, 5, 30].map((attempts) => pauseAfter(attempts, 1))).toEqual([1000, 2000, 32_000, 3_600_000])
    expect(pauseAfter(0, 0)).toBe(750)
  })
})
