/** Setting the desk up over HTTP: whose it is, and what is refused. */
import { expect, test } from 'vitest'
import type { BusMessage } from '../src/store/bus.ts'
import type { Tables } from '../src/store/schema.ts'
import type { Answer, Send, TestBrowser } from './browser.ts'
import { onBothEngines } from './engines.ts'
import { acme, globex, type TestWorld, world } from './harness.ts'
import { conversationRow } from './rows.ts'

const team = {
  name: 'Sales',
  everyone: false,
  members: [] as string[],
  routing: 'manual',
  limit: 3,
  unanswered: 45,
}
const channel = {
  kind: 'web',
  name: 'Shop',
  team: 'support',
  active: true,
  entryTag: 'welcome',
  allowedDomains: ['shop.acme.com'],
  greet: 'guest',
  greeting: 'Hello',
  offlineMessage: 'Gone',
  colour: '#0c7a72',
  webhookUrl: null as string | null,
}
const reply = { title: 'Greeting', shortcut: 'hi', body: 'Hello {{customer}}', team: null as string | null }
const settings = { disconnectGrace: 30, idle: 900, alertSound: true }

type Ask = (name: string, body?: object) => Promise<Answer>

const asking =
  (it: TestWorld, browser: TestBrowser, subdomain = 'app'): Ask =>
  (name, body) => {
    const [method, path] = name.split(' ') as [NonNullable<Send['method']>, string]
    return browser.api(it.portal(subdomain) + path, { method, ...(body && { body }) })
  }

/** Both providers with the team they start with, and their administrators. */
async function desks(databaseUrl?: string) {
  const it = await world({ ...(databaseUrl && { databaseUrl }), connected: false })
  for (const id of [globex, acme]) await it.services.openDesk(id)
  const administrator = await it.person()
  const heard: BusMessage[] = []
  it.services.store.bus.subscribe((message) => heard.push(message))
  return { it, administrator, ask: asking(it, administrator.browser), heard }
}

const idOf = (answer: Answer): string => {
  if (answer.status !== 200) throw new Error(answer.body)
  return answer.json().id as string
}

const refusal = (answer: Answer) => [answer.status, answer.json().code]

/** What `work` adds to the audit of provider 719. */
async function audited(it: TestWorld, work: () => Promise<unknown>) {
  const before = new Set((await it.rows('audit_events')).map((row) => row.id))
  await work()
  return (await it.rows('audit_events')).filter((row) => row.provider_id === globex && !before.has(row.id))
}

onBothEngines((url) => {
  test('a team, a reply, a tag and the settings are made, read, changed and deleted', async () => {
    const { it, ask } = await desks(await url())
    const agent = await it.person({ role: 'none', agent: true })
    expect((await ask('GET /api/v1/desk-settings')).json()).toEqual({
      disconnectGrace: 60,
      idle: 600,
      alertSound: false,
    })
    for (const body of [{ ...settings, idle: 60 }, settings])
      expect((await ask('PUT /api/v1/desk-settings', body)).json()).toEqual(body)
    expect((await ask('GET /api/v1/desk-settings')).json()).toEqual(settings)

    const sales = idOf(await ask('POST /api/v1/teams', { ...team, members: [agent.id, agent.id] }))
    const changed = await ask(`PATCH /api/v1/teams/${sales}`, { limit: 7 })
    expect(changed.json()).toEqual({
      ...team,
      id: sales,
      limit: 7,
      members: [agent.id],
      channels: 0,
      waiting: 0,
    })
    const hello = idOf(await ask('POST /api/v1/canned-replies', { ...reply, team: sales }))
    expect((await ask(`PATCH /api/v1/canned-replies/${hello}`, { title: 'Hi' })).json()).toEqual({
      ...reply,
      id: hello,
      title: 'Hi',
      team: sales,
    })
    const tag = idOf(await ask('POST /api/v1/tags', { name: 'Billing' }))
    expect(idOf(await ask('POST /api/v1/tags', { name: ' billing ' }))).toBe(tag)
    await it.services.store.transaction(globex, (store) =>
      store.add('conversation_tags', { conversation_id: 'c1', tag_id: tag }),
    )
    expect((await ask('GET /api/v1/tags')).json()).toEqual({ tags: [{ id: tag, name: 'Billing', used: 1 }] })

    for (const path of [`teams/${sales}`, `tags/${tag}`])
      expect((await ask(`DELETE /api/v1/${path}`)).status).toBe(204)
    expect((await ask('GET /api/v1/teams')).json()).toMatchObject({ teams: [{ id: 'support' }] })
    expect((await ask('GET /api/v1/canned-replies')).json()).toMatchObject({
      replies: [{ id: hello, team: null }],
    })
    expect((await ask(`DELETE /api/v1/canned-replies/${hello}`)).status).toBe(204)
    for (const table of ['team_members', 'tags', 'conversation_tags', 'canned_replies'] as const)
      expect([table, await it.rows(table)]).toEqual([table, []])
  })

  test('a team that somebody needs stays, and so does the last one', async () => {
    const { it, ask } = await desks(await url())
    const inUse = async (id: string) => refusal(await ask(`DELETE /api/v1/teams/${id}`))
    expect(await inUse('support')).toEqual([409, 'team.in_use'])
    const sales = idOf(await ask('POST /api/v1/teams', team))
    const shop = idOf(await ask('POST /api/v1/channels', { ...channel, team: sales }))
    expect(await inUse(sales)).toEqual([409, 'team.in_use'])
    expect((await ask(`PATCH /api/v1/channels/${shop}`, { team: 'support' })).status).toBe(200)
    for (const status of ['queued', 'assigned', 'closed'] as const) {
      await converse(it, { id: 'c1', team_id: sales, status })
      if (status !== 'closed') expect([status, ...(await inUse(sales))]).toEqual([status, 409, 'team.in_use'])
    }
    expect((await ask(`DELETE /api/v1/teams/${sales}`)).status).toBe(204)
  })

  test('of the last two teams one stays, also when both are deleted at once', async () => {
    const { it, ask } = await desks(await url())
    for (const round of [1, 2, 3]) {
      const other = idOf(await ask('POST /api/v1/teams', team))
      const ids = (await it.rows('teams')).filter((row) => row.provider_id === globex).map((row) => row.id)
      expect([round, ids.length, ids.includes(other)]).toEqual([round, 2, true])
      const answers = await Promise.all(ids.map((id) => ask(`DELETE /api/v1/teams/${id}`)))
      expect([round, ...answers.map(({ status }) => status).sort()]).toEqual([round, 204, 409])
    }
  })

  test('members are agents of this provider, also when they cease to be', async () => {
    const { it, ask } = await desks(await url())
    const [agent, colleague] = [await it.person({ agent: true }), await it.person({ agent: false })]
    const stranger = await it.person({ agent: true, provider: acme, subdomain: 'us-east.app' })
    const id = idOf(await ask('POST /api/v1/teams', { ...team, members: [agent.id] }))
    for (const other of [colleague.id, stranger.id, 'nobody']) {
      const answer = await ask(`PATCH /api/v1/teams/${id}`, { name: 'Other', members: [agent.id, other] })
      expect(refusal(answer)).toEqual([400, 'request.invalid'])
      expect(answer.json().errors).toMatchObject([{ field: 'members' }])
    }
    expect((await it.rows('team_members')).map((row) => row.person_id)).toEqual([agent.id])
    expect((await it.rows('teams')).map((row) => row.name)).not.toContain('Other')
    await ask(`PATCH /api/v1/people/${agent.id}`, { agent: false })
    expect((await ask(`PATCH /api/v1/teams/${id}`, { limit: 1 })).json()).toMatchObject({ members: [] })
  })

  test('what is another provider’s is not found, not changed and not used', async () => {
    const { it, ask } = await desks(await url())
    const agent = await it.person({ agent: true })
    const sales = idOf(await ask('POST /api/v1/teams', { ...team, members: [agent.id] }))
    const shop = idOf(await ask('POST /api/v1/channels', { ...channel, team: sales }))
    const hello = idOf(await ask('POST /api/v1/canned-replies', { ...reply, team: sales }))
    const tag = idOf(await ask('POST /api/v1/tags', { name: 'billing' }))
    await it.services.store.transaction(globex, (store) => store.add('webhook_events', event(shop, 1)))
    const tables = ['teams', 'team_members', 'channels', 'canned_replies', 'tags', 'webhook_events'] as const
    const snapshot = async () => {
      const all = await Promise.all(tables.map((table) => it.rows(table as 'tags')))
      return all.flat().filter((row) => row.provider_id === globex)
    }
    const before = await snapshot()

    const stranger = await it.person({ provider: acme, subdomain: 'us-east.app' })
    const there = asking(it, stranger.browser, 'us-east.app')
    for (const [name, body] of [
      [`PATCH /api/v1/teams/${sales}`, { name: 'Stolen' }],
      [`DELETE /api/v1/teams/${sales}`],
      [`PATCH /api/v1/channels/${shop}`, { active: false }],
      [`DELETE /api/v1/channels/${shop}`],
      [`POST /api/v1/channels/${shop}/key`],
      [`GET /api/v1/channels/${shop}/deliveries`],
      [`POST /api/v1/channels/${shop}/deliveries/1/replay`],
      [`PATCH /api/v1/canned-replies/${hello}`, { body: 'Stolen' }],
      [`DELETE /api/v1/canned-replies/${hello}`],
      [`DELETE /api/v1/tags/${tag}`],
    ] as [string, object?][])
      expect([name, ...refusal(await there(name, body))]).toEqual([name, 404, 'request.not_found'])
    for (const [name, body, field] of [
      ['POST /api/v1/teams', { ...team, members: [agent.id] }, 'members'],
      ['POST /api/v1/channels', { ...channel, team: sales }, 'team'],
      ['POST /api/v1/canned-replies', { ...reply, team: sales }, 'team'],
    ] as const) {
      const answer = await there(name, body)
      expect([name, ...refusal(answer)]).toEqual([name, 400, 'request.invalid'])
      expect(answer.json().errors).toMatchObject([{ field }])
    }
    expect(await snapshot()).toEqual(before)
    expect((await there('GET /api/v1/teams')).json()).toMatchObject({
      teams: [{ id: 'support', channels: 0 }],
    })
    expect((await there('GET /api/v1/channels')).json()).toEqual({ channels: [] })
    expect((await there('GET /api/v1/canned-replies')).json()).toEqual({ replies: [] })
    expect((await there('GET /api/v1/tags')).json()).toEqual({ tags: [] })
    // Entry tags and tag names are each provider's own.
    expect((await there('POST /api/v1/channels', channel)).status).toBe(200)
    expect(idOf(await there('POST /api/v1/tags', { name: 'billing' }))).not.toBe(tag)
  })
})

test('a change is recorded under its author and told once; a refused one is neither', async () => {
  const { it, administrator, ask, heard } = await desks()
  const events = await audited(it, async () => {
    await ask('POST /api/v1/teams', team)
    await ask('PUT /api/v1/desk-settings', settings)
  })
  expect(events.map(({ kind, actor }) => [kind, actor])).toEqual([
    ['team.created', administrator.id],
    ['settings.changed', administrator.id],
  ])
  expect(JSON.parse(events[1]!.facts)).toEqual(settings)
  const told = () => heard.filter((message) => message.kind === 'config_changed')
  expect(told()).toEqual([1, 2].map(() => ({ kind: 'config_changed', providerId: globex })))
  const refused = await audited(it, async () => {
    await ask('POST /api/v1/teams', { ...team, members: ['nobody'] })
    await ask('POST /api/v1/channels', { ...channel, team: 'absent' })
  })
  expect([refused, told().length]).toEqual([[], 2])
})

test('a provider gets its first team once, and keeps what became of it', async () => {
  const { it, ask } = await desks()
  await ask('PATCH /api/v1/teams/support', { name: 'Front desk' })
  await it.services.openDesk(globex)
  const teams = (await it.rows('teams')).filter((row) => row.provider_id === globex)
  expect(teams).toMatchObject([
    { id: 'support', name: 'Front desk', everyone: 1, routing: 'auto', agent_limit: 5, unanswered: 90 },
  ])
})

test('a change of the desk signs nobody out, and makes no session be read again', async () => {
  const { it, administrator } = await desks()
  const { store } = it.services
  const status = async () => (await it.session(administrator.browser)).status
  expect(await status()).toBe(200)
  // Behind the bus: whoever reads the row again sees that it ended.
  await store.transaction(globex, (scoped) => scoped.update('sessions', { ended_at: 1 }).execute())
  for (const kind of ['config_changed', 'webhooks_waiting'] as const)
    store.bus.publish({ kind, providerId: globex })
  expect(await status()).toBe(200)
  store.bus.publish({ kind: 'person_changed', providerId: globex, personId: administrator.id })
  expect(await status()).toBe(401)
})

async function converse(
  it: TestWorld,
  row: Pick<Tables['conversations'], 'id' | 'team_id' | 'status'>,
): Promise<void> {
  await it.services.store.transaction(globex, async (store) => {
    await store.remove('conversations').where('id', '=', row.id).execute()
    const closed_at = row.status === 'closed' ? 2 : null
    await store.add('conversations', conversationRow(row.id, { ...row, channel_id: 'gone', closed_at }))
  })
}

const event = (channel_id: string, id: number) => ({
  channel_id,
  id,
  conversation_id: 'c1',
  type: 'message.created' as const,
  body: '{}',
  created_at: 1,
  attempts: 1,
  next_at: null,
  delivered_at: 2,
  last_error: null,
})
