/** A server that is killed with desktops open: who comes back keeps what they had, what the others held goes on. */
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Program, startProgram, untilAnswers } from '../../e2e/programs.ts'
import { deskStepsOf, openDeskOf } from './desk.ts'
import { sqliteFile } from './engines.ts'
import { environmentOf, globex, startTestWorld } from './harness.ts'
import { postgresDatabase } from './postgres-database.ts'

/** Milliseconds of a lease here, and seconds of grace after it: long enough to start a server in. */
const lease = { length: 1500, renewEvery: 300 }
const grace = 20

/** A desk whose server is a process of its own; this process looks at the same database beside it. */
async function deployment(databaseUrl: string) {
  const it = await startTestWorld({ databaseUrl, connected: false })
  await openDeskOf(it, globex, { settings: { disconnectGrace: grace } })
  const { port } = it
  const env = environmentOf(port, databaseUrl)
  const stays = await it.person({ role: 'none', agent: true })
  const goes = await it.person({ role: 'none', agent: true })
  const boss = await it.person({ role: 'supervisor', agent: true })
  await it.close()
  let server: Program | undefined
  onTestFinished(() => server?.end('SIGKILL'))
  const script = fileURLToPath(new URL('./desk-node.ts', import.meta.url))
  const start = async () => {
    const args = [script, String(lease.length), String(lease.renewEvery)]
    server = startProgram(args, { cwd: fileURLToPath(new URL('../..', import.meta.url)), env })
    await untilAnswers(server, `http://app.localhost:${port}/readyz`, 60)
  }
  await start()
  const steps = deskStepsOf(it)
  return { ...steps, stays, goes, boss, kill: () => server!.end('SIGKILL'), start }
}

type Deployment = Awaited<ReturnType<typeof deployment>>
type Agent = Awaited<ReturnType<Deployment['signInAgain']>>
type Detail = {
  conversation: { assignee: { id: string } | null; requeued: number }
  ledger: { reason: string; at: string }[]
}

async function available(it: Deployment, person: { email: string }): Promise<Agent> {
  const agent = await it.signInAgain(person)
  await agent.socket()
  const { status } = await agent.call('PUT', '/agent/status', { status: 'available' })
  expect(status).toBe(200)
  return agent
}

describe.each([
  ['SQLite', sqliteFile],
  ['PostgreSQL', postgresDatabase],
] as const)('on %s', (_engine, database) => {
  test('after kill -9 an agent who comes back keeps what they had; what the other held is routed anew, once the grace is over', async () => {
    const it = await deployment(await database())
    const { stays, goes } = it
    const agents = [await available(it, stays), await available(it, goes)]
    for (let n = 1; n <= 4; n += 1) await it.customer().says(`Number ${n}`)
    const boss = await it.signInAgain(it.boss)
    const heldBy = async (id: string) => {
      const { json } = await boss.call<{ live: { id: string; assignee: { id: string } }[] }>(
        'GET',
        '/statusboard',
      )
      return json.live.filter(({ assignee }) => assignee.id === id).map((one) => one.id)
    }
    const before = [await heldBy(stays.id), await heldBy(goes.id)]
    expect(before.map((ids) => ids.length)).toEqual([2, 2])

    const killedAt = Date.now()
    await it.kill()
    await it.start()
    await agents[0]!.socket()
    await expect
      .poll(async () => (await heldBy(stays.id)).length, { timeout: (grace + 20) * 1000, interval: 200 })
      .toBe(4)

    for (const id of before[1]!) {
      const { json } = await boss.call<Detail>('GET', `/conversations/${id}`)
      expect(json.conversation).toMatchObject({ assignee: { id: stays.id }, requeued: 1 })
      expect(json.ledger.map(({ reason }) => reason)).toEqual(['new', 'routed', 'disconnected', 'routed'])
      const left = json.ledger.find(({ reason }) => reason === 'disconnected')!
      expect(Date.parse(left.at) - killedAt).toBeGreaterThanOrEqual(grace * 1000)
    }
    for (const id of before[0]!) {
      const { json } = await boss.call<Detail>('GET', `/conversations/${id}`)
      expect(json.ledger.map(({ reason }) => reason)).toEqual(['new', 'routed'])
    }
    const back = await it.signInAgain(goes)
    expect((await back.call('GET', '/agent/status')).json).toMatchObject({ status: 'away' })
  }, 120_000)
})
