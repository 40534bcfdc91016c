/** `npm run bench`: what a sign-in and a session check cost, beside the floor, in one run on one machine. */
import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { startProgram, untilAnswers } from '../e2e/programs.ts'
import { freePort } from '../server/test/free-port.ts'
import { createDatabase, startPostgres } from '../server/test/postgres.ts'
import { browserFigures } from './browser-figures.ts'
import { type Contestant, operations, startFastifyPlain, startFloor, startKoopid } from './contestants.ts'
import { cpuSecondsWithChildren, machine, shareOutCores } from './cpu.ts'
import { deskFigures } from './desk/figures.ts'
import { Driver } from './driver.ts'
import { measure, type Prepared, prepare } from './measure.ts'
import { scrollFigures } from './scroll-figures.ts'
import { type Results, tableOf } from './table.ts'

const quick = process.argv.includes('--quick')
const only = process.argv
  .find((arg) => arg.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')
const [rounds, seconds, warmUp] = quick ? [1, 1, 0.5] : [3, 4, 3]
const cores = availableParallelism()
const loadBefore = loadavg()[0]!
const prefix = shareOutCores()
const stops: (() => Promise<void>)[] = []

try {
  const providerPort = await freePort()
  const provider = startProgram(
    [fileURLToPath(new URL('provider.ts', import.meta.url)), String(providerPort)],
    {
      cwd: process.cwd(),
    },
  )
  stops.push(() => provider.end('SIGTERM'))
  await untilAnswers(provider, `http://bench.okta.localhost:${providerPort}/.well-known/openid-configuration`)
  const postgres = await startPostgres()
  stops.push(() => postgres.stop())

  const starters: [string, () => Promise<Contestant>][] = [
    ['floor', () => startFloor(prefix, providerPort)],
    ['fastify-plain', () => startFastifyPlain(prefix)],
    ['koopid-sqlite', () => startKoopid('koopid-sqlite', prefix, providerPort)],
    [
      'koopid-postgres',
      async () =>
        startKoopid('koopid-postgres', prefix, providerPort, await createDatabase(postgres.adminUrl)),
    ],
  ]
  const contestants: Prepared[] = []
  for (const [name, start] of starters)
    if (!only || only.includes(name)) contestants.push(await ready(start, providerPort))

  const results: Results = new Map(contestants.map(({ contestant }) => [contestant.name, new Map()]))
  const postgresCpu: number[] = []
  for (let round = 1; round <= rounds; round++)
    await runRound(round, contestants, results, postgresCpu, postgres.pid)
  console.log(`\n${machine(cores)}; ${rounds} rounds of ${seconds} s, interleaved; median (min–max)`)
  if (!prefix.length) console.log('Not pinned to cores: taskset or a second core is missing.')
  if (loadBefore > 0.7)
    console.log(
      `Other work was running on this machine (load ${loadBefore.toFixed(1)}): repeat it on a quiet one before comparing.`,
    )
  if (contestants.length > 0) console.log(`\n${tableOf(results)}`)
  if (postgresCpu.length)
    console.log(
      `\nPostgreSQL itself, per sign-in of a known person: ${Math.round(Math.min(...postgresCpu))}–${Math.round(Math.max(...postgresCpu))} µs CPU.`,
    )
} finally {
  for (const stop of stops.reverse()) await stop()
}
const scale = quick
  ? { agents: 20, customers: 200, talking: 100, perSecond: 50, seconds: 3 }
  : { agents: 200, customers: 2000, talking: 1000, perSecond: 100, seconds: 15 }
if (!only || only.includes('desk')) console.log(await deskFigures(prefix, scale))
if (!only || only.includes('list')) console.log(await scrollFigures())
if (!only) console.log(await browserFigures(quick ? 1 : 5))

async function ready(start: () => Promise<Contestant>, providerPort: number): Promise<Prepared> {
  const contestant = await start()
  stops.push(() => contestant.stop())
  const driver = new Driver(contestant.port, providerPort)
  stops.push(() => driver.close())
  console.error(`${contestant.name}: warming up`)
  return prepare(contestant, driver, warmUp)
}

async function runRound(
  round: number,
  contestants: Prepared[],
  results: Results,
  postgresCpu: number[],
  pid: number,
) {
  for (const operation of operations)
    for (const prepared of contestants) {
      const { name, does } = prepared.contestant
      if (!does.includes(operation)) continue
      const before = cpuSecondsWithChildren(pid)
      const sample = await measure(prepared, operation, seconds)
      if (name === 'koopid-postgres' && operation === 'known')
        postgresCpu.push(((cpuSecondsWithChildren(pid) - before) / (sample.perSecond * seconds)) * 1e6)
      const samples = results.get(name)!
      samples.set(operation, [...(samples.get(operation) ?? []), sample])
      console.error(
        `round ${round}: ${name} ${operation}: ${sample.cpuMicroseconds.toFixed(1)} µs, ${Math.round(sample.perSecond)}/s`,
      )
    }
}
