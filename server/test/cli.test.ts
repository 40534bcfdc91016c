/** `koopid …` as a child process, the way an operator runs it. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { startProgram } from '../../e2e/programs.ts'
import { type RunningLocalOkta, startLocalOkta } from '../../local-okta/src/index.ts'
import { TestBrowser } from './browser.ts'
import { sqliteFile } from './engines.ts'
import { globexClientId, world } from './harness.ts'
import { postgresDatabase } from './postgres-database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'server/src/cli/koopid.ts')
const password = 'correct horse battery'
// Each step is a program of its own.
vi.setConfig({ testTimeout: 90_000 })

type Ran = { status: number; stdout: string; stderr: string; firstLine: string; json: () => unknown }

/** The command line over one database. */
async function commandLine(databaseUrl?: string, environment: Record<string, string> = {}) {
  const env = {
    KOOPID_PUBLIC_URL: 'http://localhost:3000',
    KOOPID_DATABASE_URL: databaseUrl ?? (await sqliteFile()),
    KOOPID_UNSAFE_LOOPBACK_ISSUERS: 'true',
    KOOPID_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    ...environment,
  }
  return async (args: string[], input = ''): Promise<Ran> => {
    const child = startProgram([program, ...args], { cwd: root, env, input })
    const status = await child.ended
    const [stdout, stderr] = [child.stdout(), child.stderr()]
    const ran = { status, stdout, stderr, firstLine: stderr.split('\n')[0]!, json: () => JSON.parse(stdout) }
    // A reason is a sentence; a stack is for whoever wrote this.
    expect(stderr).not.toMatch(/^\s+at .*\.ts:/m)
    return ran
  }
}

async function okta(): Promise<RunningLocalOkta> {
  const started = await startLocalOkta({ portalTemplate: 'http://{app.subdomain}.localhost:3000' })
  onTestFinished(started.close)
  return started
}

const provider = ['provider', 'create', '--id', '719', '--name', 'Globex', '--plan', 'business']
const create = [...provider, '--subdomain', 'app']
const set = (domain: string, ...more: string[]) => [
  ...['connection', 'set', '--provider', '719', '--okta-domain', domain],
  ...['--client-id', globexClientId, '--email-format', '*@globex.com', ...more],
]
const show = ['connection', 'show', '--provider', '719', '--json']

describe('help and mistakes', () => {
  test('help names every command; nothing, or an unknown command, is wrong usage', async () => {
    const run = await commandLine()
    const help = await run(['--help'])
    expect(help.status).toBe(0)
    for (const name of ['serve', 'provider create', 'connection set', 'connection show', 'connection test'])
      expect(help.stdout).toContain(`  ${name}`)
    for (const name of ['admin create', 'doctor']) expect(help.stdout).toContain(`  ${name}`)
    expect((await run([])).status).toBe(2)
    const unknown = await run(['provider', 'destroy'])
    expect([unknown.status, unknown.firstLine]).toEqual([2, 'There is no command "provider destroy".'])
    expect((await run(['constructor'])).status).toBe(2)
  })

  test.each([
    [['provider', 'create', '--id', '719'], '--name is required.'],
    [[...provider, '--subdomain', 'App!'], '--subdomain must look like app or us-east.app, not "App!".'],
    [
      ['provider', 'create', '--id', '0719', '--name', 'x', '--plan', 'business', '--subdomain', 'app'],
      '--id must be a number from 1 to 999999999.',
    ],
    [
      ['provider', 'create', '--id', '719', '--name', 'x', '--plan', 'gold', '--subdomain', 'app'],
      '--plan must be one of starter, business, enterprise, not "gold".',
    ],
    [['provider', 'set', '--provider', '719'], 'Nothing to change: give --name, --plan or --subdomain.'],
    [['connection', 'show'], '--provider is required.'],
    [['connection', 'show', '--provider', 'x'], '--provider must be a number such as 718, not "x".'],
    [
      ['connection', 'set', '--provider', '719', '--okta-domain', 'a.okta.com', '--client-id', 'x'],
      '--email-format is required, such as --email-format "*@acme.com".',
    ],
    [['connection', 'test', '--provder', '719'], "Unknown option '--provder'"],
    [
      ['admin', 'create', '--provider', '719', '--email', 'x', '--name', 'x'],
      '--email is not an e-mail address.',
    ],
    [
      ['admin', 'create', '--provider', '719', '--email', 'a@b.example', '--name', 'x'],
      '--password-stdin is required: the password is read from standard input.',
    ],
    [['trace', 'show', '--incident', 'x'], '--incident must look like K7Q2-9FXD-3MTR.'],
    [['doctor', 'now'], 'Unexpected argument'],
  ])('koopid %j is wrong usage, and says so first', async (args, line) => {
    const ran = await (await commandLine())(args)
    expect([ran.status, ran.stdout]).toEqual([2, ''])
    expect(ran.firstLine).toContain(line)
  })

  test('settings that cannot be used are named, all of them, before anything is opened', async () => {
    const run = await commandLine('mysql://x', { KOOPID_SECRET_KEY: 'short', KOOPID_PUBLIC_URL: 'ftp://x' })
    for (const args of [['doctor'], ['serve']]) {
      const { status, firstLine, stderr } = await run(args)
      expect([status, firstLine]).toEqual([1, 'Settings cannot be used:'])
      for (const name of ['KOOPID_DATABASE_URL', 'KOOPID_SECRET_KEY', 'KOOPID_PUBLIC_URL'])
        expect(stderr).toContain(name)
    }
  })
})

describe('providers', () => {
  test('are created once, listed and changed', async () => {
    const run = await commandLine()
    const created = await run(create)
    expect([created.status, created.stdout]).toEqual([
      0,
      'Provider 719 "Globex" (business) is at http://app.localhost:3000.\n',
    ])
    const again = await run(create)
    expect([again.status, again.firstLine]).toEqual([1, 'Provider 719 exists already.'])
    const second = ['--id', '718', '--name', 'Acme', '--plan', 'starter', '--subdomain', 'us-east.app']
    expect((await run(['provider', 'create', ...second, '--json'])).json()).toEqual({
      id: 718,
      name: 'Acme',
      plan: 'starter',
      subdomain: 'us-east.app',
      origin: 'http://us-east.app.localhost:3000',
    })
    expect((await run(['provider', 'set', '--provider', '718', '--plan', 'enterprise'])).status).toBe(0)
    expect((await run(['provider', 'list', '--json'])).json()).toMatchObject([
      { id: 718, plan: 'enterprise' },
      { id: 719, plan: 'business' },
    ])
    const unknown = await run(['provider', 'set', '--provider', '4711', '--plan', 'starter'])
    expect([unknown.status, unknown.firstLine]).toEqual([
      1,
      'There is no provider 4711. Make it with "koopid provider create".',
    ])
  })
})

describe('administrators', () => {
  const admin = ['admin', 'create', '--provider', '719', '--email', 'ada@globex.com', '--name', 'Ada']
  test('need a password of twelve characters, or of ten with letters, digits and a sign', async () => {
    const run = await commandLine()
    await run(create)
    for (const weak of ['', 'elevenchars']) {
      const ran = await run([...admin, '--password-stdin'], weak)
      expect([weak, ran.status]).toEqual([weak, 1])
      expect(ran.firstLine).toBe(
        'The password cannot be used. It needs 12 characters, or 10 with letters, digits and a special character.',
      )
    }
    expect((await run([...admin, '--password-stdin'], 'abcdefg-12')).status).toBe(0)
    const taken = await run([...admin, '--password-stdin'], password)
    expect([taken.status, taken.firstLine]).toEqual([1, 'ada@globex.com is taken at provider 719.'])
  })

  test('sign in with what was given on standard input, without its line break', async () => {
    const databaseUrl = await sqliteFile()
    const it = await world({ databaseUrl })
    const run = await commandLine(databaseUrl)
    const made = await run([...admin, '--password-stdin'], `${password}\n`)
    expect([made.status, made.stderr]).toEqual([0, ''])
    expect(made.stdout).not.toContain(password)
    const answer = await new TestBrowser().api(`${it.portal()}/api/v1/sign-in/password`, {
      method: 'POST',
      body: { providerId: 719, email: 'ada@globex.com', password },
    })
    expect([answer.status, answer.json()]).toEqual([200, { landing: '/provider/' }])
  })
})

describe('connections', () => {
  test('are saved, shown, tested and activated', async () => {
    const org = await okta()
    const run = await commandLine()
    await run(create)
    const none = await run(['connection', 'test', '--provider', '719'])
    expect([none.status, none.firstLine]).toEqual([
      1,
      'Provider 719 has no connection yet. Set it with "koopid connection set".',
    ])
    expect((await run(set(org.origin('globex')))).stdout).toContain('is saved, not active')
    expect((await run(show)).json()).toMatchObject({
      provider: { id: 719 },
      live: null,
      draft: { oktaDomain: org.origin('globex'), clientId: globexClientId, emailFormats: ['*@globex.com'] },
      setup: {
        redirectUri: 'http://app.localhost:3000/sso/okta/callback',
        initiateUri: 'http://app.localhost:3000/sso/okta/initiate?provider=719',
      },
    })
    const tested = await run(['connection', 'test', '--provider', '719', '--json'])
    expect([tested.status, tested.json()]).toMatchObject([0, { passed: true }])
    const active = await run(set(org.origin('globex'), '--activate'))
    expect([active.status, active.stderr]).toEqual([0, ''])
    expect((await run(show)).json()).toMatchObject({ live: { active: true }, draft: null })
    expect((await run(['connection', 'show', '--provider', '719'])).stdout).toContain('active, ')
  })

  test('that fail their checks are not activated, and the live one stays', async () => {
    const org = await okta()
    const run = await commandLine()
    await run(create)
    expect((await run(set(org.origin('globex'), '--activate'))).status).toBe(0)
    const again = set(org.origin('globex'), '--email-format', '*@new.example', '--activate')
    for (const fault of ['discovery-500', 'discovery-issuer-mismatch', 'jwks-empty', 'down']) {
      org.setFaults('globex', [fault])
      const refused = await run(again)
      expect([fault, refused.status, refused.firstLine]).toEqual([
        fault,
        1,
        'The connection is saved but not activated.',
      ])
      expect(refused.stderr).toContain('FAILED ')
    }
    expect((await run(show)).json()).toMatchObject({
      live: { active: true, emailFormats: ['*@globex.com'] },
      draft: { emailFormats: ['*@globex.com', '*@new.example'] },
    })
    const tested = await run(['connection', 'test', '--provider', '719'])
    expect([tested.status, tested.firstLine]).toEqual([1, 'At least one check failed.'])
    expect(tested.stdout).toContain('FAILED ')
  })

  test('with an unknown client ID are not activated', async () => {
    const org = await okta()
    const run = await commandLine()
    await run(create)
    org.org('globex').apps.remove(globexClientId)
    const refused = await run(set(org.origin('globex'), '--activate'))
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('FAILED  client_id')
  })

  test('of a plan without single sign-on are not activated', async () => {
    const org = await okta()
    const run = await commandLine()
    await run(create)
    await run(['provider', 'set', '--provider', '719', '--plan', 'starter'])
    const refused = await run(set(org.origin('globex'), '--activate'))
    expect([refused.status, /\((.+)\)$/.exec(refused.firstLine)?.[1]]).toEqual([
      1,
      'sign_in.plan_excludes_sso',
    ])
  })

  test('take a client secret from standard input, and never show it', async () => {
    const org = await okta()
    const app = org.addApp('globex', {
      subdomain: 'app',
      providerId: '719',
      clientId: 'confidential',
      authentication: 'client_secret',
      clientSecret: 'a-secret-of-the-client',
    })
    const run = await commandLine()
    await run(create)
    const common = ['connection', 'set', '--provider', '719', '--okta-domain', org.origin('globex')]
    const args = [...common, '--client-id', app.id, '--email-format', '*@globex.com', '--client-secret-stdin']
    expect((await run([...args, '--activate'], 'wrong')).status).toBe(1)
    const active = await run([...args, '--activate'], 'a-secret-of-the-client\n')
    const shown = await run(show)
    expect([active.status, shown.json()]).toMatchObject([0, { live: { hasClientSecret: true } }])
    for (const { stdout, stderr } of [active, shown]) expect(stdout + stderr).not.toContain('a-secret')
  })

  test('to an address, over http or with a path are refused before anything is saved', async () => {
    const run = await commandLine()
    await run(create)
    for (const domain of ['10.0.0.1', 'http://acme.okta.com', 'acme.okta.com/oauth2/default']) {
      const refused = await run(set(domain))
      expect([domain, refused.status]).toEqual([domain, 1])
      expect(refused.firstLine).toContain('(connection.domain_invalid)')
    }
    expect((await run(show)).json()).toMatchObject({ draft: null })
  })

  test('to an organization on loopback are refused unless the setting allows it', async () => {
    const run = await commandLine(undefined, { KOOPID_UNSAFE_LOOPBACK_ISSUERS: 'false' })
    await run(create)
    expect((await run(set('http://globex.okta.localhost:3001'))).firstLine).toContain('loopback')
  })
})

describe('doctor', () => {
  test('says what is well, and with a key that is gone, or Okta down, what is not', async () => {
    const org = await okta()
    const clientSecret = 'a-secret-of-the-client'
    org.addApp('globex', {
      subdomain: 'app',
      providerId: '719',
      clientId: 'confidential',
      authentication: 'client_secret',
      clientSecret,
    })
    const databaseUrl = await sqliteFile()
    const run = await commandLine(databaseUrl)
    await run(create)
    const more = ['--client-id', 'confidential', '--client-secret-stdin', '--activate']
    await run(set(org.origin('globex'), ...more), clientSecret)
    const well = await run(['doctor', '--json'])
    expect([well.status, well.stderr]).toEqual([0, ''])
    const findings = well.json() as { name: string; ok: boolean }[]
    expect(findings.map(({ name, ok }) => [name, ok])).toEqual([
      ['settings', true],
      ['store', true],
      ['clock', true],
      ['keys', true],
      ['connection 719', true],
    ])
    org.setFaults('globex', ['down'])
    const down = await run(['doctor'])
    expect([down.status, down.firstLine]).toEqual([1, '1 of 5 checks failed.'])
    expect(down.stdout).toContain('FAILED connection 719')
    org.setFaults('globex', [])
    const other = await commandLine(databaseUrl, { KOOPID_SECRET_KEY: randomBytes(32).toString('base64') })
    const lost = await other(['doctor'])
    expect(lost.status).toBe(1)
    expect(lost.stdout).toMatch(/FAILED keys: .*719.*KOOPID_SECRET_KEY/)
  })

  test('says that the database does not answer', async () => {
    const run = await commandLine('postgres://koopid:x@127.0.0.1:1/koopid')
    const ran = await run(['doctor'])
    expect(ran.status).toBe(1)
    expect(ran.firstLine).toMatch(/^koopid failed: The database .*ECONNREFUSED/)
  })
})

test('a trace is shown by its incident, whoever it belongs to', async () => {
  const databaseUrl = await sqliteFile()
  const it = await world({ databaseUrl })
  const run = await commandLine(databaseUrl)
  await new TestBrowser().send(it.initiateUrl('provider=4711'))
  const [trace] = await it.rows('traces')
  const shown = await run(['trace', 'show', '--incident', trace!.incident.toLowerCase(), '--json'])
  expect([shown.status, shown.json()]).toMatchObject([
    0,
    { incident: trace!.incident, code: 'sign_in.provider_unknown', outcome: 'refused' },
  ])
  const unknown = await run(['trace', 'show', '--incident', 'K7Q2-9FXD-3MTR'])
  expect([unknown.status, unknown.firstLine]).toEqual([
    1,
    'There is no trace K7Q2-9FXD-3MTR; traces are kept for 30 days.',
  ])
})

describe('beside a running server', () => {
  test.each([
    ['the same SQLite file', sqliteFile],
    ['the same PostgreSQL database', postgresDatabase],
  ])('a change on %s is noticed within a second', async (_title, database) => {
    const databaseUrl = await database()
    const it = await world({ databaseUrl })
    const run = await commandLine(databaseUrl)
    const browser = it.browserAt('gia.agent@globex.com')
    expect((await it.signIn(browser)).location).toBe(`${it.portal()}/agent/`)
    const initiate = async () => {
      const { location, body } = await browser.send(it.initiateUrl())
      return location ?? /sign_in\.\w+/.exec(body)?.[0]
    }
    expect(await initiate()).toContain('/oauth2/v1/authorize')

    await run(['provider', 'set', '--provider', '719', '--plan', 'starter'])

    await expect.poll(initiate, { timeout: 1000, interval: 20 }).toBe('sign_in.plan_excludes_sso')
    await run(['provider', 'set', '--provider', '719', '--plan', 'business'])
    await expect.poll(initiate, { timeout: 1000, interval: 20 }).toContain('/oauth2/v1/authorize')
  })
})
