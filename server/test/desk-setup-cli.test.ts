/** `koopid channel …` as a child process, and the team that `koopid provider create` leaves behind. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { startProgram } from '../../e2e/programs.ts'
import { readSettings } from '../src/settings.ts'
import type { ProviderId } from '../src/store/provider-store.ts'
import { openStore } from '../src/store/store.ts'
import { sqliteFile } from './engines.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'server/src/cli/koopid.ts')
const globex = 719 as ProviderId
// Each step is a program of its own.
vi.setConfig({ testTimeout: 90_000 })

async function commandLine() {
  const env = {
    KOOPID_PUBLIC_URL: 'http://localhost:3000',
    KOOPID_DATABASE_URL: await sqliteFile(),
    KOOPID_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  }
  const run = async (...args: string[]) => {
    const child = startProgram([program, ...args], { cwd: root, env })
    const status = await child.ended
    return { status, stdout: child.stdout(), firstLine: child.stderr().split('\n')[0]! }
  }
  return { run, env }
}

const createProvider = [
  ...['provider', 'create', '--id', '719', '--name', 'Globex'],
  ...['--plan', 'business', '--subdomain', 'app'],
]
const chat = ['channel', 'create', '--provider', '719', '--name', 'Web chat', '--entry-tag', 'welcome']
const create = [...chat, '--allow-domain', 'shop.localhost:3002', '--allow-domain', '*.globex.com']
const list = ['channel', 'list', '--provider', '719', '--json']

test('a new provider has a team, so that its first channel can be made; the second of that tag exists already', async () => {
  const { run } = await commandLine()
  await run(...createProvider)
  expect(JSON.parse((await run(...list)).stdout)).toEqual([])
  expect(await run(...create, '--greeting', 'Welcome!')).toEqual({
    status: 0,
    stdout: 'Channel "Web chat" has the entry tag welcome.\n',
    firstLine: '',
  })
  expect(await run(...create)).toEqual({
    status: 1,
    stdout: '',
    firstLine: 'A channel with the entry tag welcome exists already at provider 719.',
  })
  expect(JSON.parse((await run(...list)).stdout)).toMatchObject([
    {
      kind: 'web',
      name: 'Web chat',
      team: 'support',
      active: true,
      entryTag: 'welcome',
      allowedDomains: ['shop.localhost:3002', '*.globex.com'],
      greeting: 'Welcome!',
    },
  ])
  expect((await run(...list.slice(0, -1))).stdout).toMatch(/\tweb\tWeb chat\twelcome\tsupport\tactive\n$/)
})

test('a provider whose making was cut off before its team gets it when it is made again', async () => {
  const { run, env } = await commandLine()
  await run(...createProvider)
  const store = openStore(readSettings(env).database, () => {})
  await store.transaction(globex, (scoped) => scoped.remove('teams').execute())
  await store.close()
  expect(await run(...create)).toMatchObject({
    status: 1,
    firstLine: 'There is no team support at provider 719.',
  })
  expect(await run(...createProvider)).toMatchObject({
    status: 1,
    firstLine: 'Provider 719 exists already.',
  })
  expect(await run(...create)).toMatchObject({ status: 0 })
})

test.each([
  [chat, '--allow-domain is required, such as --allow-domain shop.acme.com.'],
  [[...chat, '--allow-domain', 'https://acme.com'], '--allow-domain cannot be used'],
  [[...create, '--entry-tag', 'two words'], '--entry-tag cannot be used: Letters, digits, - and _.'],
  [create.filter((each) => each !== '--name' && each !== 'Web chat'), '--name is required.'],
  [['channel', 'list'], '--provider is required.'],
])('koopid %j is wrong usage, and says so first', async (args, line) => {
  const { run } = await commandLine()
  const { status, firstLine } = await run(...args)
  expect(status).toBe(2)
  expect(firstLine).toContain(line)
})
