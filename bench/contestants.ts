/** The servers that are measured: each a process of its own, alone on its core. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startProgram, untilAnswers } from '../e2e/programs.ts'
import { freePort } from '../server/test/free-port.ts'

export const operations = ['known', 'new', 'check', 'refused'] as const
export type Operation = (typeof operations)[number]

export interface Contestant {
  name: string
  port: number
  pid: number
  does: readonly Operation[]
  stop(): Promise<void>
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** `prefix` binds the server to its core. */
export async function startFloor(prefix: string[], providerPort: number): Promise<Contestant> {
  const port = await freePort()
  const args = [file('floor.ts'), String(port), `http://localhost:${providerPort}`]
  const program = startProgram(args, { cwd: file('.'), prefix })
  await untilAnswers(program, `http://localhost:${port}/readyz`)
  const does = ['known', 'new', 'check', 'refused'] as const
  return { name: 'floor', port, pid: program.pid, does, stop: () => program.end('SIGTERM') }
}

export async function startFastifyPlain(prefix: string[]): Promise<Contestant> {
  const port = await freePort()
  const program = startProgram([file('fastify-plain.ts'), String(port)], { cwd: file('.'), prefix })
  await untilAnswers(program, `http://localhost:${port}/readyz`)
  return {
    name: 'fastify-plain',
    port,
    pid: program.pid,
    does: ['check'],
    stop: () => program.end('SIGTERM'),
  }
}

/** The product as an operator runs it; `database` is a PostgreSQL address, or nothing for SQLite. */
export async function startKoopid(
  name: string,
  prefix: string[],
  providerPort: number,
  database?: string,
): Promise<Contestant> {
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), 'koopid-bench-'))]
  const env = {
    KOOPID_PUBLIC_URL: `http://localhost:${port}`,
    KOOPID_LISTEN: `127.0.0.1:${port}`,
    KOOPID_DATABASE_URL: database ?? `sqlite:${join(folder, 'koopid.db')}`,
    KOOPID_UNSAFE_LOOPBACK_ISSUERS: 'true',
    // Each sign-in comes from an address of its own, as in life; otherwise the rate limit is what we measure.
    KOOPID_TRUSTED_PROXIES: '127.0.0.1',
  }
  await setUp(folder, env, providerPort)
  const program = startProgram([file('../server/src/main.ts')], { cwd: folder, env, prefix })
  await untilAnswers(program, `http://localhost:${port}/readyz`)
  return {
    name,
    port,
    pid: program.pid,
    does: operations,
    async stop() {
      await program.end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function setUp(cwd: string, env: Record<string, string>, providerPort: number): Promise<void> {
  const connection = [
    '--okta-domain',
    `http://bench.okta.localhost:${providerPort}`,
    '--client-id',
    '0oabench0000000000000',
  ]
  for (const args of [
    ['provider', 'create', '--id', '1', '--name', 'Bench', '--plan', 'enterprise', '--subdomain', 'app'],
    [
      'connection',
      'set',
      '--provider',
      '1',
      ...connection,
      '--email-format',
      '*@bench.example',
      '--activate',
    ],
  ]) {
    const program = startProgram([file('../server/src/cli/koopid.ts'), ...args], { cwd, env })
    if ((await program.ended) !== 0) throw new Error(`koopid ${args.join(' ')}: ${program.stderr()}`)
  }
}
