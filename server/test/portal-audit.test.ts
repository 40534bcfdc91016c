/** The audit log: whose events, in which order, found by what. */
import type { AuditPage } from '@koopid/contract'
import { expect, test } from 'vitest'
import { recordEvent } from '../src/audit/audit.ts'
import type { ProviderId } from '../src/store/provider-store.ts'
import type { TestBrowser } from './browser.ts'
import { onBothEngines } from './engines.ts'
import { acme, globex, type TestWorld, world } from './harness.ts'

const start = Date.parse('2026-11-24T12:00:00Z')

type Event = Parameters<typeof recordEvent>[2] & { at?: number }

const record = (it: TestWorld, provider: ProviderId, events: Event[]) =>
  it.services.store.transaction(provider, async (store) => {
    for (const { at = start, ...event } of events) await recordEvent(store, at, event)
  })

async function audit(databaseUrl?: string) {
  const it = await world({ ...(databaseUrl && { databaseUrl }), connected: false })
  const manager = await it.person({ role: 'manager' })
  const ask = (query = '', browser: TestBrowser = manager.browser) =>
    browser.api(`${it.portal()}/api/v1/audit${query}`)
  const page = async (query = '') => (await ask(query)).json() as AuditPage
  const kinds = async (query = '') => (await page(query)).events.map(({ kind }) => kind)
  return { it, manager, ask, page, kinds }
}

onBothEngines((url) => {
  test('newest first, with names of people and facts by name; the rest keeps its id', async () => {
    const { it, manager, page } = await audit(await url())
    const later = Date.parse('2030-01-01T00:00:00Z')
    await record(it, globex, [
      {
        at: later,
        kind: 'settings.changed',
        actor: manager.id,
        facts: { idle: 900, alertSound: true, x: null },
      },
      { at: later + 1, kind: 'person.changed', actor: 'somebody-gone', subject: manager.id },
      { at: later + 2, kind: 'connection.activated', actor: 'operator', subject: 'provider 719' },
    ])
    const { events, next } = await page()
    expect(next).toBeNull()
    expect(events.slice(0, 3)).toMatchObject([
      {
        at: '2030-01-01T00:00:00.002Z',
        kind: 'connection.activated',
        actor: { id: 'operator', name: null },
        subject: { id: 'provider 719', name: null },
        facts: [],
      },
      {
        kind: 'person.changed',
        actor: { id: 'somebody-gone', name: null },
        subject: { id: manager.id, name: 'Ada Admin' },
      },
      {
        kind: 'settings.changed',
        actor: { id: manager.id, name: 'Ada Admin' },
        subject: null,
        facts: [
          { name: 'idle', value: 900 },
          { name: 'alertSound', value: true },
          { name: 'x', value: null },
        ],
      },
    ])
    expect(events.slice(3).map(({ kind }) => kind)).toEqual([
      'session.started',
      'person.changed',
      'person.created',
    ])
  })

  test('pages end and go on where they should, in the middle of one instant too', async () => {
    const { it, page } = await audit(await url())
    const at = Date.parse('2030-01-01T00:00:00Z')
    const many = Array.from({ length: 118 }, (_, n) => ({ at: at + Math.floor(n / 40), n }))
    await record(
      it,
      globex,
      many.map(({ at, n }) => ({ at, kind: 'tag.created', actor: 'operator', facts: { n } })),
    )
    const seen: AuditPage['events'] = []
    const sizes: number[] = []
    let before = ''
    do {
      const { events, next } = await page(`?group=desk${before && `&before=${before}`}`)
      seen.push(...events)
      sizes.push(events.length)
      before = next ?? ''
    } while (before)
    expect(sizes).toEqual([50, 50, 18])
    // Those of one instant, too, in the order in which they were recorded.
    expect(seen.map(({ facts }) => facts[0]!.value)).toEqual(many.map(({ n }) => n).reverse())
  })

  test('a group holds its kinds and no other', async () => {
    const { it, kinds } = await audit(await url())
    const at = Date.parse('2030-01-01T00:00:00Z')
    const groups = {
      sessions: ['person.signed_out', 'session.ended', 'session.started'],
      people: ['person.deactivated', 'person.signed_out'],
      agents: ['agent.available', 'agent.away'],
      connection: ['connection.activated'],
      desk: ['canned_reply.deleted', 'channel.key_made', 'settings.changed', 'tag.created', 'team.changed'],
      extracts: ['extract.downloaded'],
    }
    const all = [...new Set(Object.values(groups).flat()), 'webhookish.x', 'teams.x', 'other.x']
    await record(
      it,
      globex,
      all.map((kind) => ({ at, kind, actor: 'operator', subject: 'all' })),
    )
    for (const [group, expected] of Object.entries(groups))
      expect([group, (await kinds(`?group=${group}&search=all`)).toSorted()]).toEqual([group, expected])
    expect((await kinds('?search=all')).toSorted()).toEqual(all.toSorted())
  })

  test('text is looked for in names, addresses and ids of both, as it is', async () => {
    const { it, manager, kinds } = await audit(await url())
    await record(it, globex, [
      { kind: 'a.by', actor: manager.id },
      { kind: 'a.on', actor: 'operator', subject: manager.id },
      { kind: 'a.id', actor: 'operator', subject: 'Support_1' },
      { kind: 'a.like', actor: 'operator', subject: 'Support11' },
      { kind: 'a.percent', actor: 'operator', subject: '100% !sure' },
    ])
    const found = async (search: string) =>
      (await kinds(`?search=${encodeURIComponent(search)}`))
        .filter((kind) => kind.startsWith('a.'))
        .toSorted()
    expect(await found('ADA adm')).toEqual(['a.by', 'a.on'])
    expect(await found(manager.email.toUpperCase())).toEqual(['a.by', 'a.on'])
    expect(await found(manager.id)).toEqual(['a.by', 'a.on'])
    expect(await found('  support_1 ')).toEqual(['a.id'])
    expect(await found('support')).toEqual(['a.id', 'a.like'])
    expect(await found('0%')).toEqual(['a.percent'])
    expect(await found('!sure')).toEqual(['a.percent'])
    expect(await found("' or 1=1 --")).toEqual([])
    expect(await found('\\')).toEqual([])
  })

  test('another provider’s events are neither listed, found nor continued after', async () => {
    const { it, page } = await audit(await url())
    const { browser, id } = await it.person({ provider: acme, subdomain: 'us-east.app' })
    await record(it, globex, [{ kind: 'team.created', actor: 'operator', subject: 'secret-team' }])
    // The same id at both: neither lends the other its name.
    await record(it, globex, [{ kind: 'team.deleted', actor: id, subject: 'secret-team' }])
    const theirs = (await it.rows('audit_events')).filter((row) => row.provider_id === globex)
    const own = (await it.rows('audit_events')).filter((row) => row.provider_id === acme)
    for (const query of ['', '?search=secret', `?before=${theirs[0]!.id}`, '?group=desk', `?search=${id}`]) {
      const answer = await browser.api(`${it.portal('us-east.app')}/api/v1/audit${query}`)
      expect([query, answer.status]).toEqual([query, 200])
      for (const event of (answer.json() as AuditPage).events)
        expect(own.map((row) => row.id)).toContain(event.id)
    }
    const { events } = await page('?group=desk')
    expect(events.find(({ kind }) => kind === 'team.deleted')!.actor).toEqual({ id, name: null })
  })
})

test('administrators and managers read it, nobody else', async () => {
  const { it, ask } = await audit()
  for (const role of ['administrator', 'manager'] as const)
    expect((await ask('', (await it.person({ role })).browser)).status).toBe(200)
  for (const role of ['supervisor', 'designer', 'none'] as const) {
    const answer = await ask('', (await it.person({ role, agent: true })).browser)
    expect([role, answer.status, answer.json().code]).toEqual([role, 403, 'session.forbidden'])
  }
})

test('what is no filter is refused, and a page that is gone begins anew', async () => {
  const { ask, page } = await audit()
  for (const [query, field] of [
    ['?group=odd', 'group'],
    [`?search=${'x'.repeat(201)}`, 'search'],
    [`?before=${'x'.repeat(61)}`, 'before'],
  ] as const) {
    const answer = await ask(query)
    expect([query, answer.status, answer.json().code]).toEqual([query, 400, 'request.invalid'])
    expect(answer.json().errors).toMatchObject([{ field }])
  }
  expect(await page('?before=nothing')).toEqual(await page())
})
