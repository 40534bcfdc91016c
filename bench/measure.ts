/** One operation of one server for some seconds: CPU of the server process per operation, and the rate. */
import type { Contestant, Operation } from './contestants.ts'
import { cpuSeconds } from './cpu.ts'
import { type Driver, repeat } from './driver.ts'

export interface Sample {
  cpuMicroseconds: number
  perSecond: number
}

/** Known people sign in again and again; as many as there are agents in a larger team. */
const team = 200
let newcomers = 0

export interface Prepared {
  contestant: Contestant
  driver: Driver
  sessions: string[]
  attemptCookie: string
}

/** Everyone signs in once, everything runs once: just-in-time compilation is not what is measured. */
export async function prepare(
  contestant: Contestant,
  driver: Driver,
  warmUpSeconds: number,
): Promise<Prepared> {
  const prepared: Prepared = { contestant, driver, sessions: [], attemptCookie: '' }
  if (contestant.does.includes('known')) {
    for (let n = 0; n < team; n++) await driver.signIn(known(n))
    // People who do nothing else, so that no later sign-in of theirs ends the session.
    for (let n = 0; n < 32; n++) prepared.sessions.push(await driver.signIn(`checked${n}@bench.example`))
    prepared.attemptCookie = await driver.attemptCookie()
  }
  for (const operation of contestant.does) await repeat(warmUpSeconds, act(prepared, operation))
  return prepared
}

export async function measure(prepared: Prepared, operation: Operation, seconds: number): Promise<Sample> {
  const { pid } = prepared.contestant
  const [cpu, time] = [cpuSeconds(pid), performance.now()]
  const done = await repeat(seconds, act(prepared, operation))
  const used = cpuSeconds(pid) - cpu
  return { cpuMicroseconds: (used / done) * 1e6, perSecond: done / ((performance.now() - time) / 1000) }
}

function act(
  { driver, sessions, attemptCookie }: Prepared,
  operation: Operation,
): (n: number) => Promise<unknown> {
  switch (operation) {
    case 'known':
      return (n) => driver.signIn(known(n % team))
    case 'new':
      return () => driver.signIn(`new${++newcomers}@bench.example`)
    case 'check':
      return (n) => driver.check(sessions[n % sessions.length] ?? '')
    case 'refused':
      return () => driver.refused(attemptCookie)
  }
}

function known(n: number): string {
  return `known${n}@bench.example`
}
