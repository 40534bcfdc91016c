/** Channels over HTTP: what is refused, keys that are shown once, and webhook events that are sent again. */
import { hash } from 'node:crypto'
import type { Channel, ChannelKey } from '@koopid/contract'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Tables } from '../src/store/schema.ts'
import type { Send } from './browser.ts'
import { onBothEngines } from './engines.ts'
import { globex, type TestWorld, type WorldOptions, world } from './harness.ts'
import { conversationRow } from './rows.ts'

const web = {
  kind: 'web',
  name: 'Shop',
  team: 'support',
  active: true,
  entryTag: 'welcome' as string | null,
  allowedDomains: ['shop.acme.com', '*.acme.com', 'localhost:3002'],
  greet: 'guest',
  greeting: 'Hello',
  offlineMessage: 'Gone',
  colour: '#0c7a72',
  inviteAfter: null as number | null,
  webhookUrl: null as string | null,
}
const api = {
  ...web,
  kind: 'api',
  name: 'Orders',
  entryTag: null,
  webhookUrl: 'https://hooks.acme.com/koopid',
}

async function desk(options: WorldOptions = {}) {
  const it = await world({ connected: false, ...options })
  await it.services.openDesk(globex)
  const { browser, id: author } = await it.person({ role: 'designer' })
  const ask = (name: string, body?: object) => {
    const [method, path] = name.split(' ') as [NonNullable<Send['method']>, string]
    return browser.api(`${it.portal()}/api/v1/channels${path ?? ''}`, { method, ...(body && { body }) })
  }
  const make = async (draft: object): Promise<Channel> => {
    const answer = await ask('POST', draft)
    if (answer.status !== 200) throw new Error(answer.body)
    return answer.json() as Channel
  }
  const list = async () => (await ask('GET')).json().channels as Channel[]
  return { it, author, ask, make, list }
}

const later = Date.now() + 86_400_000

const event = (channel_id: string, id: number, change: Partial<Tables['webhook_events']> = {}) => ({
  channel_id,
  id,
  conversation_id: `c${id}`,
  type: 'message.created' as const,
  body: '{}',
  created_at: 1000 * id,
  attempts: 1,
  next_at: null,
  delivered_at: 1000 * id + 500,
  last_error: null,
  ...change,
})

const send = (it: TestWorld, events: ReturnType<typeof event>[]) =>
  it.services.store.transaction(globex, async (store) => {
    for (const row of events) await store.add('webhook_events', row)
  })

onBothEngines((url) => {
  test('a channel is made, read as it was written, changed in part, and deleted', async () => {
    const { it, ask, make, list } = await desk({ databaseUrl: await url() })
    const shop = await make({ ...web, inviteAfter: 20 })
    const orders = await make(api)
    const rest = { hasKey: false, pending: 0, lastError: null }
    expect(await list()).toEqual([
      { ...api, id: orders.id, ...rest },
      { ...web, id: shop.id, ...rest, inviteAfter: 20 },
    ])
    const changed = await ask(`PATCH /${shop.id}`, { active: false, allowedDomains: [] })
    const now = { ...web, id: shop.id, ...rest, active: false, allowedDomains: [], inviteAfter: 20 }
    expect(changed.json()).toEqual(now)
    const off = await ask(`PATCH /${shop.id}`, { inviteAfter: null })
    expect(off.json()).toEqual({ ...now, inviteAfter: null })
    expect((await ask(`DELETE /${shop.id}`)).status).toBe(204)
    expect((await list()).map(({ id }) => id)).toEqual([orders.id])
    const kinds = (await it.rows('audit_events')).map(({ kind, subject }) => [kind, subject])
    for (const kind of ['channel.created', 'channel.changed', 'channel.deleted'])
      expect(kinds).toContainEqual([kind, shop.id])
  })

  test('a channel from before invitations does not invite; the migration may come twice', async () => {
    const { it, make, list } = await desk({ databaseUrl: await url() })
    await make(web)
    const { store } = it.services
    const forget = `delete from kysely_migration where name >= '0005-invitations'`
    for (const undo of [['alter table channels drop column invite_after', forget], [forget]]) {
      await store.acrossProviders(async (db) => {
        for (const statement of undo) await sql.raw(statement).execute(db)
      })
      expect(await store.migrate()).toContain('0005-invitations')
      expect(await list()).toMatchObject([{ inviteAfter: null }])
    }
  })

  test('an entry tag is one channel’s, whoever comes second and however', async () => {
    const { it, ask, make } = await desk({ databaseUrl: await url() })
    const shop = await make(web)
    const help = await make({ ...web, entryTag: 'help' })
    for (const answer of [await ask('POST', web), await ask(`PATCH /${help.id}`, { entryTag: 'welcome' })])
      expect([answer.status, answer.json().code]).toEqual([409, 'channel.entry_tag_taken'])
    expect((await ask(`PATCH /${shop.id}`, { entryTag: 'welcome', name: 'Same tag' })).status).toBe(200)
    const race = await Promise.all([1, 2, 3].map(() => ask('POST', { ...web, entryTag: 'raced' })))
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect((await it.rows('channels')).map((row) => row.entry_tag).sort()).toEqual([
      'help',
      'raced',
      'welcome',
    ])
  })

  test('key and secret are shown once; kept are a hash and a sealed text', async () => {
    const { it, author, ask, make, list } = await desk({ databaseUrl: await url() })
    const { id } = await make(api)
    const first = (await ask(`POST /${id}/key`)).json() as ChannelKey
    const answer = await ask(`POST /${id}/key`)
    const { apiKey, webhookSecret } = answer.json() as ChannelKey
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(apiKey).toMatch(/^kpk_[A-Za-z0-9_-]{43}$/)
    expect(webhookSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect([first.apiKey, first.webhookSecret]).not.toContain(apiKey)
    const [row] = await it.rows('channels')
    expect(row!.api_key_hash).toBe(hash('sha256', apiKey, 'base64url'))
    expect(it.services.sealing.open('webhook-secret', row!.webhook_secret!)).toBe(webhookSecret)
    expect(it.services.sealing.open('client-secret', row!.webhook_secret!)).toBeUndefined()

    expect(await list()).toMatchObject([{ id, hasKey: true }])
    const kept = JSON.stringify([await list(), await it.rows('channels'), await it.rows('audit_events')])
    for (const secret of [apiKey, webhookSecret, webhookSecret.slice(6)]) expect(kept).not.toContain(secret)
    const made = (await it.rows('audit_events')).filter((row) => row.kind === 'channel.key_made')
    expect(made.map(({ actor, subject }) => [actor, subject])).toEqual([1, 2].map(() => [author, id]))
  })

  test('deliveries come newest first, fifty a page, of this channel only', async () => {
    const { it, ask, make } = await desk({ databaseUrl: await url() })
    const [{ id }, other] = [await make(api), await make(api)]
    await send(it, [...Array.from({ length: 52 }, (_, index) => event(id, index + 1)), event(other.id, 99)])
    const page = async (query = '') => {
      const { deliveries, next } = (await ask(`GET /${id}/deliveries${query}`)).json()
      return [(deliveries as { id: number }[]).map((each) => each.id), next]
    }
    const numbers = Array.from({ length: 52 }, (_, index) => 52 - index)
    expect(await page()).toEqual([numbers.slice(0, 50), 3])
    expect(await page('?before=3')).toEqual([[2, 1], null])
    expect(await page('?before=1')).toEqual([[], null])
    const [first] = (await ask(`GET /${id}/deliveries?before=2`)).json().deliveries as object[]
    expect(first).toEqual({
      id: 1,
      type: 'message.created',
      conversationId: 'c1',
      createdAt: '1970-01-01T00:00:01.000Z',
      attempts: 1,
      deliveredAt: '1970-01-01T00:00:01.500Z',
      nextAt: null,
      lastError: null,
    })
  })

  test('a channel says how many events wait, and why the latest that was tried did not arrive', async () => {
    const { it, make, list } = await desk({ databaseUrl: await url() })
    const { id } = await make(api)
    const waits = { delivered_at: null, next_at: later }
    await send(it, [
      event(id, 1, { ...waits, last_error: 'HTTP 500' }),
      event(id, 2, { ...waits, last_error: 'connection refused' }),
      event(id, 3, waits),
      event(id, 4),
    ])
    expect(await list()).toMatchObject([{ pending: 3, lastError: 'connection refused' }])
  })

  test('replay puts exactly this event back, due now, and wakes who sends', async () => {
    const { it, author, ask, make } = await desk({ databaseUrl: await url() })
    const { id } = await make({ ...api, webhookUrl: 'http://nobody.localhost:9/hook' })
    await send(it, [event(id, 1, { attempts: 4, last_error: 'HTTP 500' }), event(id, 2)])
    const { store } = it.services
    // In the transaction that tells it: afterwards the sender has its way with the row.
    const told: unknown[] = []
    store.follow(async (scoped, _after, message) => {
      if (message.kind !== 'webhooks_waiting') return
      told.push(message, await scoped.select('webhook_events').selectAll().orderBy('id').execute())
    })
    const before = Date.now()
    expect((await ask(`POST /${id}/deliveries/1/replay`)).status).toBe(204)
    const [message, rows] = told as [object, Tables['webhook_events'][]]
    expect(message).toEqual({ kind: 'webhooks_waiting', providerId: globex })
    expect(rows).toMatchObject([
      { id: 1, delivered_at: null, attempts: 0, last_error: null },
      { id: 2, delivered_at: 2500, attempts: 1, next_at: null },
    ])
    expect(rows[0]!.next_at).toBeGreaterThanOrEqual(before)
    expect(rows[0]!.next_at).toBeLessThanOrEqual(Date.now())
    const [replayed] = (await it.rows('audit_events')).filter((row) => row.kind === 'webhook.replayed')
    expect([replayed!.actor, replayed!.subject, replayed!.facts]).toEqual([author, id, '{"event":1}'])
    const unknown = await ask(`POST /${id}/deliveries/3/replay`)
    expect([unknown.status, unknown.json().code, told.length]).toEqual([404, 'request.not_found', 2])
  })
})

describe('refused', () => {
  test.each([
    ['a web chat without an entry tag', { ...web, entryTag: null }, 'entryTag'],
    ['an API channel with one', { ...api, entryTag: 'orders' }, 'entryTag'],
    ['an entry tag with a blank', { ...web, entryTag: 'two words' }, 'entryTag'],
    ['a team that is not there', { ...web, team: 'absent' }, 'team'],
    ['a web chat with a webhook', { ...web, webhookUrl: 'https://hooks.acme.com' }, 'webhookUrl'],
    ['a webhook over http', { ...api, webhookUrl: 'http://hooks.acme.com' }, 'webhookUrl'],
    ['a webhook to another port', { ...api, webhookUrl: 'https://hooks.acme.com:8443' }, 'webhookUrl'],
    ['a webhook to script', { ...api, webhookUrl: 'javascript:alert(1)' }, 'webhookUrl'],
    ['a webhook with a password in it', { ...api, webhookUrl: 'https://a:b@hooks.acme.com' }, 'webhookUrl'],
    ['a domain with a path', { ...web, allowedDomains: ['acme.com/shop'] }, 'allowedDomains.0'],
    ['a colour that is none', { ...web, colour: 'red' }, 'colour'],
    ['an API channel that invites', { ...api, inviteAfter: 20 }, 'inviteAfter'],
    ['an invitation that says nothing', { ...web, inviteAfter: 20, greeting: ' \n' }, 'greeting'],
  ])('%s', async (_name, draft, field) => {
    const { it, ask } = await desk()
    const answer = await ask('POST', draft)
    expect([answer.status, answer.json().code]).toEqual([400, 'request.invalid'])
    expect(answer.json().errors).toMatchObject([{ field }])
    expect(await it.rows('channels')).toEqual([])
  })

  test('a change that would leave the channel like that, or of another kind', async () => {
    const { it, ask, make } = await desk()
    const [shop, orders] = [await make(web), await make(api)]
    const before = await it.rows('channels')
    for (const [id, change, field] of [
      [shop.id, { entryTag: null }, 'entryTag'],
      [shop.id, { webhookUrl: 'https://hooks.acme.com' }, 'webhookUrl'],
      [shop.id, { team: 'absent' }, 'team'],
      [shop.id, { kind: 'api' }, 'kind'],
      [shop.id, { inviteAfter: 20, greeting: '' }, 'greeting'],
      [orders.id, { inviteAfter: 20 }, 'inviteAfter'],
      [orders.id, { entryTag: 'orders' }, 'entryTag'],
      [orders.id, { webhookUrl: 'http://hooks.acme.com' }, 'webhookUrl'],
    ] as const) {
      const answer = await ask(`PATCH /${id}`, change)
      expect([field, answer.status, answer.json().errors]).toMatchObject([field, 400, [{ field }]])
    }
    expect(await it.rows('channels')).toEqual(before)
  })

  test('http to this machine, unless the unsafe loopback setting is on', async () => {
    const local = { ...api, webhookUrl: 'http://shop.localhost:3002/hook' }
    expect((await (await desk()).ask('POST', local)).status).toBe(200)
    const strict = await desk({ environment: { KOOPID_UNSAFE_LOOPBACK_ISSUERS: 'false' } })
    expect((await strict.ask('POST', local)).status).toBe(400)
  })

  test('a key for a web chat, and a replay to nowhere', async () => {
    const { it, ask, make } = await desk()
    const [shop, orders] = [await make(web), await make({ ...api, webhookUrl: null })]
    await send(it, [event(orders.id, 1)])
    for (const path of [`/${shop.id}/key`, `/${orders.id}/deliveries/1/replay`]) {
      const answer = await ask(`POST ${path}`)
      expect([path, answer.status, answer.json().code]).toEqual([path, 400, 'request.invalid'])
    }
    expect(await it.rows('channels')).toMatchObject([1, 2].map(() => ({ api_key_hash: null })))
    expect(await it.rows('webhook_events')).toMatchObject([{ delivered_at: 1500 }])
  })

  test('deleting a channel that a conversation came through', async () => {
    const { it, ask, make } = await desk()
    const { id } = await make(web)
    await it.services.store.transaction(globex, (store) =>
      store.add('conversations', conversationRow('c1', { channel_id: id, status: 'closed', closed_at: 2 })),
    )
    const answer = await ask(`DELETE /${id}`)
    expect([answer.status, answer.json().code]).toEqual([409, 'channel.in_use'])
    expect(await it.rows('channels')).toMatchObject([{ id }])
  })
})
