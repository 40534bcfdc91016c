/** 200 agents and 2,000 customers on one process: what a message costs and how long it takes, beside bare `ws`. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'
import { type Program, startProgram, untilAnswers } from '../../e2e/programs.ts'
import { freePort } from '../../server/test/free-port.ts'
import { cpuSeconds } from '../cpu.ts'
import { entryTag } from './channel.ts'
import { inBatches, newToken, openSocket, percentile, residentBytes, steadily, stopwatch } from './load.ts'
import { seedDesk } from './seed.ts'

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export type Scale = { agents: number; customers: number; talking: number; perSecond: number; seconds: number }
type Figures = {
  delivery: number[]
  cpuMicroseconds: number
  bytesEach: number
  bytesPerAgent?: number
  assignment?: number[]
}

export async function deskFigures(prefix: string[], scale: Scale): Promise<string> {
  const bare = await measureBare(prefix, scale)
  const ours = await measureKoopid(prefix, scale)
  return table(scale, bare, ours)
}

async function measureBare(prefix: string[], scale: Scale): Promise<Figures> {
  const port = await freePort()
  const program = startProgram([file('bare-ws.ts'), String(port)], { cwd: file('.'), prefix })
  try {
    await untilAnswers(program, `http://localhost:${port}/`)
    await pause(1000)
    const before = residentBytes(program.pid)
    const watch = stopwatch()
    const url = (id: string) => `ws://127.0.0.1:${port}/?id=${id}`
    await inBatches(scale.agents, (n) => openSocket(url(`agent${n}`), {}, () => {}))
    await inBatches(scale.customers, (n) =>
      openSocket(url(`customer${n}`), {}, ({ data }) => watch.stop(String(data.key))),
    )
    const control = await openSocket(url('control'), {}, () => {})
    await pause(2000)
    const bytesEach = (residentBytes(program.pid) - before) / (scale.agents + scale.customers)
    const cpu = cpuSeconds(program.pid)
    await steadily(2 * scale.perSecond, scale.seconds, async (n) => {
      const key = randomUUID()
      // As long as ours, and to as many.
      const frame = JSON.stringify({
        v: 1,
        type: 'message',
        seq: n,
        ts: '',
        data: { key, body: 'x'.repeat(400) },
      })
      watch.start(key)
      const to = [`customer${n % scale.talking}`, `agent${n % scale.agents}`]
      control.send(JSON.stringify({ to, frame }))
    })
    await pause(500)
    return { delivery: watch.times, bytesEach, cpuMicroseconds: each(program, cpu, watch.times.length) }
  } finally {
    await program.end('SIGTERM')
  }
}

const each = (program: Program, before: number, count: number) =>
  ((cpuSeconds(program.pid) - before) / count) * 1e6

async function measureKoopid(prefix: string[], scale: Scale): Promise<Figures> {
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), 'koopid-bench-desk-'))]
  const host = `app.localhost:${port}`
  const env = {
    KOOPID_PUBLIC_URL: `http://localhost:${port}`,
    KOOPID_LISTEN: `127.0.0.1:${port}`,
    KOOPID_DATABASE_URL: `sqlite:${join(folder, 'koopid.db')}`,
    KOOPID_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    // Each customer comes from an address of its own, as in life; otherwise the rate limit is what we measure.
    KOOPID_TRUSTED_PROXIES: '127.0.0.1',
    KOOPID_SOCKETS_PER_ADDRESS: '100000',
  }
  const agents = await seedDesk(env, scale.agents)
  const program = startProgram([file('../../server/src/main.ts')], { cwd: folder, env, prefix })
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 64 })
  try {
    await untilAnswers(program, `http://${host}/readyz`)
    await pause(1000)
    return await load({ program, pool, port, host, agents }, scale)
  } finally {
    await pool.close()
    await program.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
}

type Target = {
  program: Program
  pool: Pool
  port: number
  host: string
  agents: { id: string; cookie: string }[]
}

async function load({ program, pool, port, host, agents }: Target, scale: Scale): Promise<Figures> {
  const origin = `http://${host}`
  const delivered = stopwatch()
  const assigned = stopwatch()
  const holders = new Map<string, number>()
  const before = residentBytes(program.pid)

  await inBatches(scale.agents, async (n) => {
    const headers = { host, origin, cookie: agents[n]!.cookie }
    const socket = await openSocket(
      `ws://127.0.0.1:${port}/api/v1/realtime?tab=${randomUUID()}`,
      headers,
      ({ type, data }) => {
        if (type === 'message.created') {
          const { clientId, kind } = data.message as { clientId: string; kind: string }
          if (kind === 'customer') delivered.stop(clientId)
        }
        if (type !== 'conversation.assigned') return
        const { id, customer, assignee } = data.conversation as Record<
          string,
          { id: string; name: string }
        > & {
          id: string
        }
        if (assignee?.id !== agents[n]!.id) return
        holders.set(id as unknown as string, n)
        assigned.stop(customer!.name)
      },
    )
    socket.send(JSON.stringify({ v: 1, type: 'presence', data: { visible: true, idle: false, alert: 'on' } }))
  })
  await pause(3000)
  const bytesPerAgent = (residentBytes(program.pid) - before) / scale.agents
  const base = `/widget/v1/1/${entryTag}`
  const customers = await inBatches(scale.customers, async (n) => {
    const token = newToken()
    const socket = await openSocket(
      `ws://127.0.0.1:${port}${base}/realtime`,
      { host, origin },
      ({ type, data }) => {
        if (type !== 'message') return
        const { clientId, kind } = data.message as { clientId: string; kind: string }
        if (kind === 'agent') delivered.stop(clientId)
      },
    )
    socket.send(JSON.stringify({ v: 1, type: 'hello', data: { token } }))
    return { token, address: `10.1.${n >> 8}.${n & 255}` }
  })
  await pause(2000)
  const bytesEach = (residentBytes(program.pid) - before) / (scale.agents + scale.customers)

  const post = async (path: string, headers: Record<string, string>, body: object, key: string) => {
    const answer = await pool.request({
      method: 'POST',
      path,
      headers: { host, origin, 'content-type': 'application/json', 'idempotency-key': key, ...headers },
      body: JSON.stringify(body),
    })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${text}`)
    return text
  }
  const say = (n: number, body: string, key: string) => {
    const { token, address } = customers[n]!
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': address }
    return post(`${base}/messages`, headers, { body, name: `Customer ${n}` }, key)
  }
  await steadily(50, scale.talking / 50, (n) => {
    assigned.start(`Customer ${n}`)
    return say(n, 'Hello, I have a question about my order.', randomUUID())
  })
  await pause(1000)
  const conversations = [...holders]
  const text = 'x'.repeat(200)
  const cpu = cpuSeconds(program.pid)
  await steadily(2 * scale.perSecond, scale.seconds, (n) => {
    const key = randomUUID()
    delivered.start(key)
    if (n % 2 === 0) return say((n / 2) % scale.talking, text, key)
    const [id, holder] = conversations[n % conversations.length]!
    const headers = { cookie: agents[holder]!.cookie }
    return post(`/api/v1/conversations/${id}/messages`, headers, { kind: 'agent', body: text }, key)
  })
  await pause(1000)
  if (delivered.missing() + assigned.missing() > 0)
    throw new Error(`${delivered.missing()} messages and ${assigned.missing()} assignments never arrived`)
  return {
    delivery: delivered.times,
    assignment: assigned.times,
    bytesEach,
    bytesPerAgent,
    cpuMicroseconds: each(program, cpu, delivered.times.length),
  }
}

function table(scale: Scale, bare: Figures, ours: Figures): string {
  const ms = (values: readonly number[], part: number) => percentile(values, part).toFixed(1)
  const kb = (bytes: number) => (bytes / 1024).toFixed(1)
  const ratio = (a: number, b: number) => (a / b).toFixed(1)
  const verdict = (good: boolean) => (good ? 'within' : '**above**')
  const p99 = [percentile(ours.delivery, 0.99), percentile(bare.delivery, 0.99)] as const
  const assignment = percentile(ours.assignment ?? [], 0.99)
  return `
| desk: ${scale.agents} agents, ${scale.customers} customers connected, ${2 * scale.perSecond} messages/s for ${scale.seconds} s | bare ws | koopid-sqlite | ratio | bar | |
|---|---|---|---|---|---|
| delivery p50, ms | ${ms(bare.delivery, 0.5)} | ${ms(ours.delivery, 0.5)} | | | |
| delivery p95, ms | ${ms(bare.delivery, 0.95)} | ${ms(ours.delivery, 0.95)} | | | |
| delivery p99, ms | ${ms(bare.delivery, 0.99)} | ${ms(ours.delivery, 0.99)} | ${ratio(...p99)} × | 10 | ${verdict(p99[0] <= 10 * p99[1])} |
| CPU µs per delivered message | ${bare.cpuMicroseconds.toFixed(0)} | ${ours.cpuMicroseconds.toFixed(0)} | ${ratio(ours.cpuMicroseconds, bare.cpuMicroseconds)} × | | |
| memory per connection, KiB | ${kb(bare.bytesEach)} | ${kb(ours.bytesEach)} | ${ratio(ours.bytesEach, bare.bytesEach)} × | 3 | ${verdict(ours.bytesEach <= 3 * bare.bytesEach)} |
| memory per connected agent, KiB | | ${kb(ours.bytesPerAgent ?? Number.NaN)} | | | |
| written to assigned agent, p50 / p99, ms | | ${ms(ours.assignment ?? [], 0.5)} / ${assignment.toFixed(1)} | | 50 | ${verdict(assignment <= 50)} |`
}
