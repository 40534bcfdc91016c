import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Server } from './types.ts'

/** What features count and measure; they bring the names. */
export type Metrics = {
  /** @returns how to count one more, under a value of the label */
  counter(name: string, help: string, label: string): (value: string) => void
  /** Values that are read whenever somebody asks for the metrics; absent while they cannot be read. */
  gauges<Name extends string>(
    help: Readonly<Record<Name, string>>,
    read: () => Promise<Readonly<Record<Name, number>>>,
  ): void
}

export type Health = Metrics & {
  /** Counts a sign-in by outcome: `signed_in` or a failure code. */
  countSignIn: (outcome: string) => void
  /** From now on `/readyz` says no, so that no new work comes while the rest ends. */
  drain(): void
}

/** `/healthz` (alive), `/readyz` (able to serve), `/metrics` (Prometheus text). */
export function healthRoutes(server: Server, ping: () => Promise<void>): Health {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const signIns = new Counter({
    name: 'koopid_sign_ins_total',
    help: 'Sign-ins by outcome',
    labelNames: ['outcome'],
    registers: [register],
  })
  const requests = new Counter({
    name: 'koopid_http_requests_total',
    help: 'HTTP requests by status class',
    labelNames: ['status'],
    registers: [register],
  })
  const readers: (() => Promise<void>)[] = []
  const byClass = ['1xx', '2xx', '3xx', '4xx', '5xx'].map((status) => requests.labels(status))
  let draining = false
  server.addHook('onResponse', (_request, reply, done) => {
    byClass[Math.floor(reply.statusCode / 100) - 1]?.inc()
    done()
  })
  server.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'alive' }))
  server.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    if (draining) return reply.code(503).send({ status: 'draining' })
    const answered = await Promise.race([ping().then(() => true), later(2500)]).catch(() => false)
    return answered ? { status: 'ready' } : reply.code(503).send({ status: 'database does not answer' })
  })
  server.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    await Promise.all(readers.map((read) => read()))
    return reply.type(register.contentType).send(await register.metrics())
  })
  return {
    counter(name, help, label) {
      const counter = new Counter({ name, help, labelNames: [label], registers: [register] })
      return (value) => counter.inc({ [label]: value })
    },
    gauges(help, read) {
      readers.push(gaugesIn(register, help, read))
    },
    countSignIn: (outcome) => signIns.inc({ outcome }),
    drain: () => {
      draining = true
    },
  }
}

/** @returns how to read them anew */
function gaugesIn<Name extends string>(
  register: Registry,
  help: Readonly<Record<Name, string>>,
  read: () => Promise<Readonly<Record<Name, number>>>,
): () => Promise<void> {
  const names = Object.keys(help) as Name[]
  const gauges = names.map(
    (name) => [name, new Gauge({ name, help: help[name], registers: [register] })] as const,
  )
  return async () => {
    const values = await Promise.race([read(), later(2500)]).catch(() => false as const)
    for (const [name, gauge] of gauges)
      if (values) gauge.set(values[name])
      else gauge.remove()
  }
}

const later = (ms: number): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(false), ms).unref()
  })
