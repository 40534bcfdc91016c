/** Files for spreadsheets: what is in them, of which days, and for whom. */
import { request } from 'undici'
import { expect, test } from 'vitest'
import { recordEvent } from '../src/audit/audit.ts'
import type { ProviderId } from '../src/store/provider-store.ts'
import type { Tables } from '../src/store/schema.ts'
import type { TestBrowser } from './browser.ts'
import { readTable } from './csv.ts'
import { cookiesOf, type Desk, deskWorld } from './desk.ts'
import { onBothEngines } from './engines.ts'
import { acme, globex } from './harness.ts'
import { contactRow, conversationRow } from './rows.ts'

type Conversation = Omit<Tables['conversations'], 'provider_id'>

const instant = (text: string) => Date.parse(text)
const days = '?from=2024-11-01&to=2024-11-24'

async function extracts(databaseUrl?: string) {
  const it = await deskWorld({ ...(databaseUrl && { databaseUrl }), connected: false })
  const manager = await it.person({ role: 'manager' })
  const ask = (file: string, query = days, browser: TestBrowser = manager.browser) =>
    browser.api(`${it.portal()}/api/v1/extract/${file}.csv${query}`)
  const table = async (file: string, query?: string) => readTable((await ask(file, query)).body)
  return { it, manager, ask, table }
}

const add = (it: Desk, provider: ProviderId, rows: Conversation[]) =>
  it.services.store.transaction(provider, async (store) => {
    await store.add('contacts', contactRow('somebody', { name: 'Somebody' }))
    for (const row of rows) await store.add('conversations', row)
  })

/** Ann’s conversation of one morning: answered, handed back once, closed. */
async function annsMorning(it: Desk, assignee: string): Promise<void> {
  await it.customer().says('Hello', { name: 'Ann\nLee', email: 'ann@example.com' })
  const [ann] = await it.rows('contacts')
  await it.services.store.transaction(globex, async (store) => {
    await store.update('channels', { name: 'Shop, "new"' }).execute()
    const row = conversationRow('c1', {
      contact_id: ann!.id,
      status: 'closed',
      assignee_id: assignee,
      requeued: 1,
      created_at: instant('2024-11-10T08:00:00Z'),
      first_answer_at: instant('2024-11-10T08:01:30.400Z'),
      closed_at: instant('2024-11-10T09:00:00Z'),
    })
    await store.add('conversations', row)
    const kinds = ['customer', 'agent', 'note', 'customer', 'system', 'customer'] as const
    for (const [seq, kind] of kinds.entries())
      await store.add('messages', {
        ...{ conversation_id: 'c1', seq, id: `m${seq}`, kind, author_id: null, author_name: null },
        ...{ body: 'x', event: null, mentions: null, client_id: null, at: 1 },
      })
    for (const name of ['urgent', 'billing']) {
      await store.add('tags', { id: name, name })
      await store.add('conversation_tags', { conversation_id: 'c1', tag_id: name })
    }
  })
}

onBothEngines((url) => {
  test('conversations: names, times of the place that is asked for, counts and tags', async () => {
    const { it, manager, ask } = await extracts(await url())
    await annsMorning(it, manager.id)
    await add(it, globex, [
      conversationRow('c2', {
        ...{ channel_id: 'gone', team_id: 'gone', assignee_id: 'gone', status: 'assigned' },
        created_at: instant('2024-11-11T12:00:00Z'),
      }),
    ])
    const answer = await ask('conversations', `${days}&zone=Europe/Berlin`)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="conversations-2024-11-01-to-2024-11-24.csv"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.body).toContain('\r\n"c1","Shop, ""new""","Support","Ann\nLee",')
    const empty = {
      customer_name: 'Somebody',
      customer_email: '',
      first_answer_at: '',
      wait_seconds: '',
      closed_at: '',
    }
    expect(readTable(answer.body)).toEqual([
      {
        id: 'c1',
        channel: 'Shop, "new"',
        team: 'Support',
        customer_name: 'Ann\nLee',
        customer_email: 'ann@example.com',
        status: 'closed',
        created_at: '2024-11-10 09:00:00',
        first_answer_at: '2024-11-10 09:01:30',
        wait_seconds: '90',
        closed_at: '2024-11-10 10:00:00',
        assignee: 'Ada Admin',
        requeued: '1',
        customer_messages: '3',
        agent_messages: '1',
        tags: 'billing; urgent',
        time_zone: 'Europe/Berlin',
      },
      {
        ...empty,
        ...{ id: 'c2', channel: 'gone', team: 'gone', status: 'assigned', assignee: 'gone', tags: '' },
        created_at: '2024-11-11 13:00:00',
        ...{ requeued: '0', customer_messages: '0', agent_messages: '0', time_zone: 'Europe/Berlin' },
      },
    ])
  })

  test('a file of more pages than one holds each conversation once, oldest first', async () => {
    const { it, table } = await extracts(await url())
    const at = instant('2024-11-10T00:00:00Z')
    // 700 in one instant: the first page ends in the middle of it.
    const rows = Array.from({ length: 1203 }, (_, n) =>
      conversationRow(`c${n}`, { created_at: n < 700 ? at : at + n }),
    )
    await add(it, globex, rows)
    await add(it, acme, [conversationRow('foreign', { created_at: at })])
    const ids = (await table('conversations')).map(({ id }) => id)
    expect(ids).toHaveLength(1203)
    expect(new Set(ids)).toEqual(new Set(rows.map(({ id }) => id)))
    expect(ids.slice(700)).toEqual(rows.slice(700).map(({ id }) => id))
  })

  test('the audit log: names, ids and facts; the download itself is in the next one', async () => {
    const { it, manager, table } = await extracts(await url())
    const at = instant('2024-11-10T08:00:00Z')
    await it.services.store.transaction(globex, async (store) => {
      await recordEvent(store, at, {
        kind: 'person.changed',
        actor: manager.id,
        subject: 'sales',
        facts: { role: 'none', agent: true, by: null },
      })
      await recordEvent(store, at + 1, { kind: 'session.ended', actor: 'okta' })
    })
    await it.services.store.transaction(acme, (store) =>
      recordEvent(store, at, { kind: 'team.deleted', actor: 'operator' }),
    )
    expect(await table('audit', `${days}&zone=Asia/Kolkata`)).toEqual([
      {
        at: '2024-11-10 13:30:00',
        kind: 'person.changed',
        actor: 'Ada Admin',
        actor_id: manager.id,
        ...{ subject: 'sales', subject_id: 'sales', facts: 'role=none; agent=true; by=' },
        time_zone: 'Asia/Kolkata',
      },
      {
        at: '2024-11-10 13:30:00',
        ...{ kind: 'session.ended', actor: 'okta', actor_id: 'okta', subject: '', subject_id: '', facts: '' },
        time_zone: 'Asia/Kolkata',
      },
    ])
    const noted = (await it.rows('audit_events')).filter(({ kind }) => kind === 'extract.downloaded')
    expect(noted).toMatchObject([{ provider_id: globex, actor: manager.id, subject: 'audit' }])
    expect(JSON.parse(noted[0]!.facts)).toEqual({
      ...{ from: '2024-11-01', to: '2024-11-24', zone: 'Asia/Kolkata' },
    })
  })
})

test('the description of the API calls it CSV', async () => {
  const { it, manager } = await extracts()
  const text = (await manager.browser.api(`${it.portal()}/api/v1/openapi.json`)).json()
  for (const file of ['conversations', 'audit'])
    expect(text).toMatchObject({
      paths: {
        [`/api/v1/extract/${file}.csv`]: {
          get: { responses: { 200: { content: { 'text/csv': { schema: { type: 'string' } } } } } },
        },
      },
    })
})

test('the bytes are UTF-8 behind the mark that spreadsheets know it by', async () => {
  const { it, manager } = await extracts()
  await it.services.store.transaction(globex, (store) =>
    store.update('teams', { name: 'Übergröße' }).execute(),
  )
  await add(it, globex, [conversationRow('c1', { created_at: instant('2024-11-10T08:00:00Z') })])
  const { host } = new URL(it.portal())
  const { body } = await request(`http://127.0.0.1:${it.port}/api/v1/extract/conversations.csv${days}`, {
    headers: { host, cookie: cookiesOf(it, manager.browser) },
  })
  const bytes = Buffer.from(await body.arrayBuffer())
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\u00ef\u00bb\u00bf"id",')
  expect(bytes.includes(Buffer.from('"Übergröße"', 'utf8'))).toBe(true)
})

test('both days are in it whole, where the reader is', async () => {
  const { it, table } = await extracts()
  const at = (id: string, time: string) => conversationRow(id, { created_at: instant(time) })
  await add(it, globex, [
    at('before', '2026-10-24T21:59:59.999Z'),
    at('first', '2026-10-24T22:00:00Z'),
    // The clocks go back on the 25th: the day has 25 hours.
    at('last', '2026-10-25T22:59:59.999Z'),
    at('after', '2026-10-25T23:00:00Z'),
  ])
  const ids = async (query: string) => (await table('conversations', query)).map(({ id }) => id)
  expect(await ids('?from=2026-10-25&to=2026-10-25&zone=Europe/Berlin')).toEqual(['first', 'last'])
  expect(await ids('?from=2026-10-25&to=2026-10-25')).toEqual(['last', 'after'])
  expect(await ids('?from=2026-10-24&to=2026-10-25')).toEqual(['before', 'first', 'last', 'after'])
  expect(await ids('?from=1970-01-01&to=1970-12-31')).toEqual([])
})

test('days that are none, too many or the wrong way round are refused by name, in JSON', async () => {
  const { it, ask } = await extracts()
  for (const [query, field] of [
    ['?to=2024-11-24', 'from'],
    ['?from=2024-11-24', 'to'],
    ['?from=2026-02-30&to=2026-03-01', 'from'],
    ['?from=2024-11-01&to=2024-11-24T00:00:00Z', 'to'],
    ['?from=2024-11-01&to=24.11.2026', 'to'],
    ['?from=2024-11-24&to=2024-11-23', 'to'],
    ['?from=2023-11-25&to=2024-11-25', 'to'],
    ['?from=0000-01-01&to=9999-12-31', 'to'],
    [`${days}&zone=Mars/Olympus`, 'zone'],
    [`${days}&zone=%2B02:00`, 'zone'],
    [`${days}&zone=`, 'zone'],
    [`${days}&from=2024-11-02`, 'from'],
  ] as const)
    for (const file of ['conversations', 'audit']) {
      const answer = await ask(file, query)
      expect([query, answer.status, answer.json().code]).toEqual([query, 400, 'request.invalid'])
      expect([query, answer.json().errors]).toMatchObject([query, [{ field }]])
      expect(answer.headers['content-disposition']).toBeUndefined()
    }
  expect((await it.rows('audit_events')).filter(({ kind }) => kind === 'extract.downloaded')).toEqual([])
  for (const query of ['?from=2023-11-25&to=2024-11-24', '?from=9999-12-31&to=9999-12-31'])
    expect([query, (await ask('conversations', query)).status]).toEqual([query, 200])
})

test('supervisors get conversations, the audit log only who may read it, others neither', async () => {
  const { it, ask } = await extracts()
  const allowed = {
    administrator: [200, 200],
    manager: [200, 200],
    supervisor: [200, 403],
    designer: [403, 403],
    none: [403, 403],
  } as const
  for (const [role, expected] of Object.entries(allowed)) {
    const { browser } = await it.person({ role: role as keyof typeof allowed, agent: true })
    const answers = [await ask('conversations', days, browser), await ask('audit', days, browser)]
    expect([role, answers.map(({ status }) => status)]).toEqual([role, expected])
  }
})

test('others are served between the pages of a long file', async () => {
  const { it, ask } = await extracts()
  const at = instant('2024-11-10T00:00:00Z')
  await add(
    it,
    globex,
    Array.from({ length: 1600 }, (_, n) => conversationRow(`c${n}`, { created_at: at + n })),
  )
  const { store } = it.services
  const { read } = store
  let [turn, counting] = [0, true]
  const turns: number[] = []
  const next = () => {
    turn += 1
    if (counting) setImmediate(next)
  }
  next()
  store.read = (provider, work) => {
    turns.push(turn)
    return read(provider, work)
  }
  expect((await ask('conversations')).status).toBe(200)
  store.read = read
  counting = false
  expect(turns.length).toBeGreaterThan(5)
  expect(new Set(turns).size).toBe(turns.length)
})

test('whose session ends while a long file is on its way gets no more of it', async () => {
  const { it, manager, ask } = await extracts()
  const at = instant('2024-11-10T00:00:00Z')
  await add(
    it,
    globex,
    Array.from({ length: 1100 }, (_, n) => conversationRow(`c${n}`, { created_at: at + n })),
  )
  const { sessions } = it.services
  const read = sessions.read
  let asked = 0
  sessions.read = async (request) => {
    asked += 1
    return asked > 3 ? undefined : read(request)
  }
  await expect(ask('conversations', days, manager.browser)).rejects.toThrow()
  sessions.read = read
  expect((await ask('conversations')).status).toBe(200)
})
