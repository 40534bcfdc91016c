/** The provider portal's API over HTTP: who may do what, and whose. */
import type { Role } from '@koopid/contract'
import { describe, expect, test } from 'vitest'
import { type Answer, type Send, TestBrowser } from './browser.ts'
import { guarded, hidden, open, queries } from './guarded-routes.ts'
import { acme, globex, password, type TestWorld, world } from './harness.ts'

type Route = Required<Pick<Send, 'method'>> & { path: string; body?: object }
const everybody: readonly Role[] = ['none', 'supervisor', 'manager', 'designer', 'administrator']

function routeOf(name: string, ids: { id: string; incident: string }, body?: object): Route {
  const [method, template] = name.split(' ') as [Route['method'], string]
  const path = template.replace('{id}', ids.id).replace('{incident}', ids.incident).replace('{event}', '1')
  return { method, path: path + (queries[name] ?? ''), ...(body && { body }) }
}

const ask = (it: TestWorld, browser: TestBrowser, { path, ...send }: Route, subdomain = 'app') =>
  browser.api(it.portal(subdomain) + path, send)

describe('who may do what', () => {
  test('the tables name every route of the description, and the description every route', async () => {
    const it = await world()
    const text = (await new TestBrowser().api(`${it.portal()}/api/v1/openapi.json`)).json()
    const described = Object.entries(text.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const tables = [...guarded.map(({ name }) => name), ...open]
    expect(described.sort()).toEqual(tables.toSorted())
    expect(served(it).sort()).toEqual([...tables, ...hidden].sort())
    expect(text).toMatchObject({ openapi: '3.1.0', info: { title: 'Koopid AI API' } })
  })

  test('without a session every route answers 401, with a problem document', async () => {
    const it = await world()
    for (const { name, body } of guarded) {
      const answer = await ask(it, new TestBrowser(), routeOf(name, await idsOf(it), body))
      expect([name, answer.status]).toEqual([name, 401])
      expect(answer.json()).toMatchObject({ code: 'session.missing', status: 401 })
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
      expect(answer.headers['cache-control']).toBe('no-store')
    }
  })

  const people = everybody.flatMap((role) => [true, false].map((agent) => ({ role, agent })))
  for (const { role, agent } of people)
    test(`role ${role}, ${agent ? 'an agent' : 'no agent'}: what these include is served, the rest is 403 and changes nothing`, async () => {
      const it = await world()
      await it.services.openDesk(globex)
      const { browser } = await it.person({ role, agent })
      await it.signIn(it.browserAt('gia.agent@globex.com'))
      const events = async () => (await it.rows('audit_events')).length
      for (const { name, roles, agents, body } of guarded) {
        const before = await events()
        const answer = await ask(it, browser, routeOf(name, await idsOf(it), body))
        if (roles.includes(role) || (agents && agent))
          expect([name, answer.status, answer.body]).not.toContain(403)
        else
          expect([name, answer.status, answer.json().code, await events()]).toEqual([
            name,
            403,
            'session.forbidden',
            before,
          ])
      }
      if (role !== 'administrator')
        expect((await it.rows('connections')).map(({ slot, active }) => [slot, active])).toEqual([
          ['live', 1],
        ])
    })

  test('a role that is taken away is gone at the next request of the same session', async () => {
    const it = await world()
    const boss = await it.person()
    const other = await it.person()
    const people = { method: 'GET', path: '/api/v1/people' } as const
    expect((await ask(it, other.browser, people)).status).toBe(200)
    expect((await change(it, boss.browser, other.id, { role: 'designer' })).status).toBe(200)
    expect((await ask(it, other.browser, people)).status).toBe(403)
  })
})

describe('other providers', () => {
  /** An administrator of 718, and a person, a trace and a connection of 719 with names to look for. */
  async function twoProviders() {
    const it = await world()
    await it.connectAcme()
    await it.signIn(it.browserAt('gia.agent@globex.com'))
    const { browser } = await it.person({ provider: acme, subdomain: 'us-east.app' })
    const gia = (await it.rows('people')).find((person) => person.email === 'gia.agent@globex.com')!
    const trace = (await it.rows('traces')).find((row) => row.provider_id === globex)!
    const snapshot = async () => ({
      people: (await it.rows('people')).filter((row) => row.provider_id === globex),
      connections: (await it.rows('connections')).filter((row) => row.provider_id === globex),
      sessions: (await it.rows('sessions')).filter((row) => row.provider_id === globex),
      traces: (await it.rows('traces')).filter((row) => row.provider_id === globex),
    })
    return { it, browser, gia, trace, snapshot }
  }

  test('a person of another provider is not found, and not changed', async () => {
    const { it, browser, gia, snapshot } = await twoProviders()
    const before = await snapshot()
    for (const body of [{ active: false }, { role: 'administrator' }, { agent: false }, {}])
      for (const subdomain of ['us-east.app', 'app']) {
        const cookies = new TestBrowser()
        for (const [, jar] of browser.cookies)
          for (const [name, value] of jar) cookies.jar(new URL(it.portal(subdomain)).host).set(name, value)
        const answer = await change(it, cookies, gia.id, body, subdomain)
        expect([answer.status, answer.json().code]).toEqual([404, 'request.not_found'])
      }
    expect(await snapshot()).toEqual(before)
  })

  test('a person of another provider and one that never was are answered alike', async () => {
    const { it, browser, gia } = await twoProviders()
    const answers = [gia.id, '00000000-0000-4000-8000-000000000000'].map(async (id) => {
      const { incident, ...problem } = (
        await change(it, browser, id, { active: false }, 'us-east.app')
      ).json()
      expect(incident).toBeTypeOf('string')
      return problem
    })
    const [foreign, absent] = await Promise.all(answers)
    expect(foreign).toEqual(absent)
  })

  test('a trace of another provider is not found, however its incident is typed', async () => {
    const { it, browser, trace } = await twoProviders()
    for (const incident of [
      trace.incident,
      trace.incident.toLowerCase(),
      trace.incident.replaceAll('-', ''),
    ]) {
      const path = `/api/v1/traces/${incident}`
      expect((await ask(it, browser, { method: 'GET', path }, 'us-east.app')).status).toBe(404)
    }
  })

  test('lists hold nothing of another provider, whatever they are searched for or continued after', async () => {
    const { it, browser, gia, trace } = await twoProviders()
    const queries = [
      '/api/v1/people',
      '/api/v1/people?search=gia',
      `/api/v1/people?after=${gia.id}`,
      '/api/v1/traces',
      '/api/v1/traces?search=gia',
      `/api/v1/traces?search=${trace.incident}`,
      `/api/v1/traces?before=${trace.incident}`,
      '/api/v1/connection',
    ]
    for (const path of queries) {
      const answer = await ask(it, browser, { method: 'GET', path }, 'us-east.app')
      expect([path, answer.status]).toEqual([path, 200])
      expect(answer.body).not.toMatch(/globex/i)
      expect(answer.body).not.toContain(gia.id)
      expect(answer.body).not.toContain(trace.incident)
    }
  })

  test('what an administrator changes is changed at the own provider only', async () => {
    const { it, browser, snapshot } = await twoProviders()
    const before = await snapshot()
    const draft = {
      oktaDomain: it.okta.origin('acme'),
      clientId: 'x',
      emailFormats: ['*@acme.com'],
      provider_id: 719,
      providerId: 719,
    }
    for (const [name, body] of [
      ['PUT /api/v1/connection/draft', draft],
      ['POST /api/v1/connection/test-sign-in?provider=719', { providerId: 719 }],
      ['DELETE /api/v1/connection/draft', undefined],
      ['POST /api/v1/connection/deactivate?providerId=719', { provider_id: 719 }],
    ] as const) {
      const answer = await ask(it, browser, routeOf(name, await idsOf(it), body), 'us-east.app')
      expect([name, answer.status]).toEqual([name, 200])
    }
    expect(await snapshot()).toEqual(before)
    const own = (await it.rows('connections')).filter((row) => row.provider_id === acme)
    expect(own).toMatchObject([{ slot: 'live', active: 0 }])
  })
})

describe('people', () => {
  test('the last active administrator can be neither demoted nor deactivated, not even by itself', async () => {
    const it = await world()
    const { browser, id } = await it.person()
    const retired = await it.person()
    expect((await change(it, browser, retired.id, { active: false })).status).toBe(200)
    for (const body of [{ role: 'manager' }, { active: false }, { role: 'none', active: false }]) {
      const answer = await change(it, browser, id, body)
      expect([answer.status, answer.json().code]).toEqual([409, 'person.last_administrator'])
    }
    expect((await change(it, browser, id, { agent: true, role: 'administrator' })).status).toBe(200)
    expect((await it.session(browser)).json()).toMatchObject({ user: { role: 'administrator', agent: true } })
  })

  test('a manager makes no administrators and touches none', async () => {
    const it = await world()
    const boss = await it.person()
    const manager = await it.person({ role: 'manager' })
    const agent = await it.person({ role: 'none', agent: true })
    for (const [id, body] of [
      [agent.id, { role: 'administrator' }],
      [manager.id, { role: 'administrator' }],
      [boss.id, { role: 'none' }],
      [boss.id, { active: false }],
      [boss.id, { agent: true }],
    ] as const) {
      const answer = await change(it, manager.browser, id, body)
      expect([answer.status, answer.json().code]).toEqual([403, 'session.forbidden'])
    }
    expect((await change(it, manager.browser, agent.id, { role: 'manager' })).json()).toMatchObject({
      role: 'manager',
    })
    const roles = (await it.rows('people')).map(({ id, role, active, agent }) => [id, role, active, agent])
    expect(roles).toContainEqual([boss.id, 'administrator', 1, 0])
    expect(roles).toContainEqual([manager.id, 'manager', 1, 0])
  })

  test('a deactivated person’s sessions end at once in every browser, and do not come back', async () => {
    const it = await world()
    const boss = await it.person()
    const two = [it.browserAt('gia.agent@globex.com'), it.browserAt('gia.agent@globex.com')]
    for (const browser of two) await it.signIn(browser)
    const gia = (await it.rows('people')).find((person) => person.source === 'okta')!

    const answer = await change(it, boss.browser, gia.id, { active: false })

    expect(answer.json()).toMatchObject({ id: gia.id, active: false })
    for (const browser of two) expect((await it.session(browser)).status).toBe(401)
    expect((await it.session(boss.browser)).status).toBe(200)
    await change(it, boss.browser, gia.id, { active: true })
    for (const browser of two) expect((await it.session(browser)).status).toBe(401)
    expect((await it.signIn(two[0]!)).location).toBe(`${it.portal()}/agent/`)
    const kinds = (await it.rows('audit_events')).filter((event) => event.subject === gia.id)
    expect(kinds.map(({ kind, actor }) => [kind, actor])).toEqual(
      expect.arrayContaining([
        ['person.created', 'okta'],
        ['person.deactivated', boss.id],
        ['person.reactivated', boss.id],
      ]),
    )
  })

  test('extra fields change nothing: neither provider, password, address nor source', async () => {
    const it = await world()
    const { browser, id } = await it.person()
    const before = (await it.rows('people'))[0]
    const body = {
      provider_id: 718,
      id: 'x',
      password_hash: 'x',
      passwordHash: 'x',
      email: 'evil@globex.com',
      email_key: 'evil@globex.com',
      source: 'okta',
      created_at: 1,
      alert_sound: 'muted',
    }
    expect((await change(it, browser, id, body)).status).toBe(200)
    expect((await it.rows('people'))[0]).toEqual(before)
  })

  test('a body that reaches for prototypes is refused', async () => {
    const it = await world()
    const { browser, id } = await it.person()
    for (const body of [
      '{"__proto__":{"role":"none"},"agent":true}',
      '{"constructor":{"prototype":{"active":false}},"agent":true}',
    ]) {
      const answer = await browser.api(`${it.portal()}/api/v1/people/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect([answer.status, answer.json().code]).toEqual([400, 'request.invalid'])
    }
    expect((await it.rows('people'))[0]).toMatchObject({ agent: 0, active: 1, role: 'administrator' })
  })

  test('no list or answer holds a password hash', async () => {
    const it = await world()
    const { browser, id } = await it.person()
    const list = await ask(it, browser, { method: 'GET', path: '/api/v1/people' })
    const one = await change(it, browser, id, { agent: true })
    expect(list.json()).toMatchObject({
      total: 1,
      next: null,
      people: [{ id, source: 'local', active: true }],
    })
    for (const { body } of [list, one]) expect(body).not.toMatch(/argon2|password/i)
  })

  test('wildcards and quotes in a search are only text', async () => {
    const it = await world()
    const { browser } = await it.person()
    await it.signIn(it.browserAt('gia.agent@globex.com'))
    for (const search of ['%', '_', "' or 1=1 --", '%25', 'nobody'])
      for (const list of ['people', 'traces'] as const) {
        const path = `/api/v1/${list}?search=${encodeURIComponent(search)}`
        const answer = await ask(it, browser, { method: 'GET', path })
        expect([path, answer.status, answer.json()[list]]).toEqual([path, 200, []])
      }
    const found = await ask(it, browser, { method: 'GET', path: '/api/v1/traces?search=GIA.agent' })
    expect(found.json().traces).toHaveLength(1)
  })
})

describe('one’s own', () => {
  test('the alert sound is chosen by the person, outlives the session and beats the tile', async () => {
    const it = await world()
    const browser = it.browserAt('gia.agent@globex.com')
    const other = it.browserAt('hal.agent@globex.com')
    await it.signIn(browser, 'provider=719&alertsound=true')
    await it.signIn(other, 'provider=719&alertsound=true')
    const chosen = { method: 'PUT', path: '/api/v1/preferences', body: { alertSound: 'muted' } } as const
    expect((await ask(it, browser, chosen)).json()).toEqual({ alertSound: 'muted' })
    expect((await it.session(browser)).json()).toMatchObject({
      launch: { alertSound: true },
      preferences: { alertSound: 'muted' },
    })
    await it.signIn(browser)
    expect((await it.session(browser)).json()).toMatchObject({ preferences: { alertSound: 'muted' } })
    expect((await it.session(other)).json()).toMatchObject({ preferences: { alertSound: null } })
  })

  test('an agent goes available and comes back away with the next sign-in', async () => {
    let clock = Date.now()
    const it = await world({ now: () => clock })
    const browser = it.browserAt('gia.agent@globex.com')
    await it.signIn(browser)
    const status = { method: 'GET', path: '/api/v1/agent/status' } as const
    expect((await ask(it, browser, status)).json()).toMatchObject({ status: 'away' })
    clock += 5000
    const set = await ask(it, browser, { ...status, method: 'PUT', body: { status: 'available' } })
    expect(set.json()).toEqual({
      status: 'available',
      since: new Date(clock).toISOString(),
      reason: 'chosen',
      by: null,
    })
    expect((await ask(it, browser, status)).json()).toEqual(set.json())
    await it.signIn(browser)
    expect((await ask(it, browser, status)).json()).toMatchObject({ status: 'away' })
  })
})

describe('bodies and queries that are not valid', () => {
  const draft = { oktaDomain: 'acme.okta.com', clientId: 'x', emailFormats: ['*@acme.com'] }
  const invalid: [name: string, body: object, field: string][] = [
    ['PUT /api/v1/preferences', { alertSound: 'loud' }, 'alertSound'],
    ['PUT /api/v1/preferences', {}, 'alertSound'],
    ['PUT /api/v1/agent/status', { status: 'AVAILABLE' }, 'status'],
    ['PUT /api/v1/agent/status', { status: ['available'] }, 'status'],
    ['PATCH /api/v1/people/{id}', { active: 'true' }, 'active'],
    ['PATCH /api/v1/people/{id}', { active: 0 }, 'active'],
    ['PATCH /api/v1/people/{id}', { agent: null }, 'agent'],
    ['PATCH /api/v1/people/{id}', { role: 'root' }, 'role'],
    ['PATCH /api/v1/people/{id}', { role: ['administrator'] }, 'role'],
    ['PUT /api/v1/connection/draft', { ...draft, oktaDomain: '' }, 'oktaDomain'],
    ['PUT /api/v1/connection/draft', { ...draft, clientId: 5 }, 'clientId'],
    ['PUT /api/v1/connection/draft', { ...draft, clientSecret: '' }, 'clientSecret'],
    ['PUT /api/v1/connection/draft', { ...draft, emailFormats: [] }, 'emailFormats'],
    ['PUT /api/v1/connection/draft', { ...draft, emailFormats: '*@acme.com' }, 'emailFormats'],
    ['PUT /api/v1/connection/draft', { ...draft, emailFormats: ['*@acme.com', '*@*'] }, 'emailFormats.1'],
    ['POST /api/v1/connection/check', {}, 'oktaDomain'],
    ['POST /api/v1/connection/email-formats/try', { emailFormats: ['a'] }, 'email'],
    ['POST /api/v1/sign-in/find', { query: ' ' }, 'query'],
    ['POST /api/v1/sign-in/password', { providerId: '719', email: 'a@b.c', password }, 'providerId'],
    ['POST /api/v1/sign-in/password', { providerId: 719, email: 'a@b.c', password: '' }, 'password'],
    ['GET /api/v1/people?state=gone', {}, 'state'],
    ['GET /api/v1/traces?outcome=odd', {}, 'outcome'],
  ]

  test('are answered 400 request.invalid with the field by name, and change nothing', async () => {
    const it = await world()
    const { browser, id } = await it.person({ agent: true })
    const rows = async () => JSON.stringify([await it.rows('people'), await it.rows('connections')])
    const before = await rows()
    for (const [name, body, field] of invalid) {
      const route = routeOf(name, { id, incident: 'x' }, name.startsWith('GET') ? undefined : body)
      const answer = await ask(it, browser, route)
      expect([name, field, answer.status, answer.json().code]).toEqual([name, field, 400, 'request.invalid'])
      const errors = answer.json().errors as { field: string; message: string }[]
      expect(errors.map((error) => error.field)).toContain(field)
    }
    expect(await rows()).toBe(before)
  })

  test('text that is no JSON, or another kind of content, is refused with 400', async () => {
    const it = await world()
    const { browser } = await it.person({ agent: true })
    for (const [type, body] of [
      ['application/json', '{"status":'],
      ['application/json', ''],
      ['application/json', 'null'],
      ['text/plain', '{"status":"available"}'],
      ['multipart/form-data; boundary=x', '--x--'],
      ['application/x-www-form-urlencoded', 'status=available'],
    ] as const) {
      const answer = await browser.api(`${it.portal()}/api/v1/agent/status`, {
        method: 'PUT',
        headers: { 'content-type': type },
        body,
      })
      expect([type, body, answer.status, answer.json().code]).toEqual([type, body, 400, 'request.invalid'])
    }
    expect((await it.rows('people'))[0]).toMatchObject({ agent_status: 'away' })
  })

  test('a body of more than 256 KB is refused with 413', async () => {
    const it = await world()
    const { browser } = await it.person({ agent: true })
    const answer = await browser.api(`${it.portal()}/api/v1/agent/status`, {
      method: 'PUT',
      body: { status: 'available', more: 'x'.repeat(300_000) },
    })
    expect([answer.status, answer.json().code]).toEqual([413, 'request.too_large'])
  })
})

const change = (
  it: TestWorld,
  browser: TestBrowser,
  id: string,
  body: object,
  subdomain = 'app',
): Promise<Answer> => ask(it, browser, { method: 'PATCH', path: `/api/v1/people/${id}`, body }, subdomain)

/** A person and an incident of provider 719, if there are any yet. */
async function idsOf(it: TestWorld): Promise<{ id: string; incident: string }> {
  const person = (await it.rows('people')).find((row) => row.source === 'okta')
  const trace = (await it.rows('traces')).at(-1)
  return { id: person?.id ?? 'nobody', incident: trace?.incident ?? 'K7Q2-9FXD-3MTR' }
}

/** What the router itself lists for programs and for the web app. */
function served(it: TestWorld): string[] {
  const parents: string[] = []
  return it.app.server
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^([\s│]*)(?:├|└)── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line)
      if (!found) return []
      const depth = found[1]!.length / 4
      parents.length = depth
      parents.push(found[2]!)
      const path = parents.join('').replace(/:(\w+)/g, '{$1}')
      const methods = (found[3] ?? '').split(', ').filter((method) => method !== 'HEAD')
      return path.startsWith('/api/') || path.startsWith('/widget/v1/')
        ? methods.map((method) => `${method} ${path}`)
        : []
    })
}
