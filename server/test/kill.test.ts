/** A server that is killed again and again while people sign in: what was answered is there afterwards, once. */
import { hash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Program, startProgram, untilAnswers } from '../../e2e/programs.ts'
import { startLocalOkta } from '../../local-okta/src/index.ts'
import { activate } from '../src/directory/connections.ts'
import { buildServices } from '../src/services.ts'
import { readSettings } from '../src/settings.ts'
import { TestBrowser } from './browser.ts'
import { sqliteFile } from './engines.ts'
import { freePort } from './free-port.ts'
import { environmentOf, globex, globexClientId } from './harness.ts'
import { postgresDatabase } from './postgres-database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = fileURLToPath(new URL('../src/cli/koopid.ts', import.meta.url))

/** `koopid serve` as a process beside a local Okta, with as many people at Okta as asked for. */
async function deployment(databaseUrl: string, people: number) {
  const port = await freePort()
  const env = environmentOf(port, databaseUrl)
  const okta = await startLocalOkta({ portalTemplate: `http://{app.subdomain}.localhost:${port}` })
  onTestFinished(okta.close)
  const org = okta.org('globex')
  const logins = Array.from({ length: people }, (_, index) => `p${index}@globex.com`)
  for (const login of logins) {
    const person = org.people.add({ login, email: login, displayName: `Person ${login}` })
    org.apps.assign(globexClientId, person.id)
  }
  const services = () => buildServices(readSettings(env), { now: Date.now, onError: () => {} })
  await prepare(services(), okta.origin('globex'))

  let server: Program | undefined
  onTestFinished(() => server?.end('SIGKILL'))
  const start = async () => {
    server = startProgram([program, 'serve'], { cwd: root, env })
    await untilAnswers(server, `http://app.localhost:${port}/readyz`, 60)
  }
  await start()
  return {
    portal: `http://app.localhost:${port}`,
    cookies: `app.localhost:${port}`,
    okta,
    logins,
    services,
    kill: () => server!.end('SIGKILL'),
    start,
  }
}

async function prepare(services: ReturnType<typeof buildServices>, oktaDomain: string): Promise<void> {
  await services.store.migrate()
  await services.providers.create({ id: globex, name: 'Globex', plan: 'business', subdomain: 'app' })
  const provider = (await services.providers.find(globex))!
  const draft = { oktaDomain, clientId: globexClientId, emailFormats: ['*@globex.com'] }
  await services.setup.saveDraft(provider, 'test', draft)
  await services.store.transaction(globex, (store) => activate(store, Date.now()))
  await services.close()
}

type Answered = { login: string; cookie: string }

/** Signs in until it is answered with a session, through every death of the server on the way. */
async function signIn(it: Deployment, login: string, deaths: { count: number }): Promise<Answered> {
  const deadline = Date.now() + 90_000
  while (Date.now() < deadline) {
    const browser = new TestBrowser()
    const [name = '', value = ''] = it.okta.signIn('globex', login).split('=')
    browser.jar(new URL(it.okta.origin('globex')).host).set(name, value)
    try {
      const isCallback = (url: URL) => url.pathname === '/sso/okta/callback'
      const answer = await browser.send(
        await browser.follow(`${it.portal}/sso/okta/initiate?provider=719`, isCallback),
      )
      const cookie = browser.jar(it.cookies).get('koopid_session')
      if (answer.status !== 303 || !cookie) throw new Error(`answered ${answer.status}: ${answer.body}`)
      return { login, cookie }
    } catch (error) {
      // Nobody there, or gone in the middle: only that is tried again.
      if (!/ECONN|UND_ERR_SOCKET|EPIPE/.test((error as { code?: string }).code ?? '')) throw error
      deaths.count += 1
      await pause(50)
    }
  }
  throw new Error(`${login} was not signed in before the deadline`)
}

type Deployment = Awaited<ReturnType<typeof deployment>>

/** All of them, `atOnce` at a time; the server dies whenever the count of answers passes one of `killAt`. */
async function signInAll(it: Deployment, logins: string[], { atOnce = 16, killAt = [] as number[] }) {
  const waiting = [...logins]
  const answered: Answered[] = []
  const deaths = { count: 0 }
  const kills = [...killAt]
  let restarting = Promise.resolve()
  const worker = async () => {
    for (let login = waiting.shift(); login; login = waiting.shift()) {
      answered.push(await signIn(it, login, deaths))
      if (kills.length > 0 && answered.length >= kills[0]!) {
        kills.shift()
        restarting = restarting.then(async () => {
          await it.kill()
          await it.start()
        })
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  await restarting
  return { answered, deaths: deaths.count }
}

const countBy = (values: (string | null)[]) =>
  Object.fromEntries(
    [...new Set(values)].map((value) => [value, values.filter((each) => each === value).length]),
  )

async function expectNothingLost(it: Deployment, answered: Answered[]): Promise<void> {
  for (const { login, cookie } of answered) {
    const browser = new TestBrowser()
    browser.jar(it.cookies).set('koopid_session', cookie)
    const session = await browser.api(`${it.portal}/api/v1/session`)
    expect([login, session.status]).toEqual([login, 200])
    expect(session.json()).toMatchObject({ user: { email: login } })
  }
  await it.kill()
  const services = it.services()
  onTestFinished(services.close)
  const [people, identities, sessions, traces, events] = await services.store.acrossProviders((db) =>
    Promise.all([
      db.selectFrom('people').selectAll().execute(),
      db.selectFrom('identities').selectAll().execute(),
      db.selectFrom('sessions').selectAll().execute(),
      db.selectFrom('traces').selectAll().where('outcome', '=', 'signed_in').execute(),
      db.selectFrom('audit_events').selectAll().execute(),
    ]),
  )
  const emails = people.map((person) => person.email)
  expect(emails.sort()).toEqual([...new Set(answered.map(({ login }) => login))].sort())
  expect(identities).toHaveLength(people.length)
  const hashes = new Set(sessions.map((session) => session.token_hash))
  for (const { cookie } of answered) expect(hashes.has(hash('sha256', cookie, 'base64url'))).toBe(true)
  // Session, trace and audit row stand or fall together, also where the answer was lost with the server.
  const emailOf = new Map(people.map((person) => [person.id, person.email]))
  const perPerson = countBy(sessions.map((session) => emailOf.get(session.person_id)!))
  expect(countBy(traces.map((trace) => trace.who))).toEqual(perPerson)
  expect(countBy(events.map((event) => event.kind))).toMatchObject({
    'person.created': people.length,
    'session.started': sessions.length,
  })
  if (services.store.engine === 'sqlite') {
    const check = await services.store.acrossProviders((db) =>
      sql<{ integrity_check: string }>`pragma integrity_check`.execute(db),
    )
    expect(check.rows).toEqual([{ integrity_check: 'ok' }])
  }
}

describe.each([
  ['SQLite', sqliteFile, 200, [20, 60, 100, 140, 180]],
  ['PostgreSQL', postgresDatabase, 80, [15, 40, 65]],
] as const)('on %s', (_engine, database, count, killAt) => {
  test(`of ${count} sign-ins under way while the server is killed ${killAt.length} times, every answered one is there, and nobody twice`, async () => {
    const it = await deployment(await database(), count / 2)
    // Everybody signs in twice at about the same time, so that first sign-ins meet.
    const logins = it.logins.flatMap((login) => [login, login])
    const { answered, deaths } = await signInAll(it, logins, { killAt: [...killAt] })
    expect(answered).toHaveLength(count)
    expect(deaths, 'no sign-in was under way when the server died').toBeGreaterThan(0)
    await expectNothingLost(it, answered)
  }, 180_000)
})
