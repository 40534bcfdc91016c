import { Counter, collectDefaultMetrics, Registry } from 'prom-client'
import type { Server } from './types.ts'

export type Health = {
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
  server.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(register.contentType).send(await register.metrics()),
  )
  return {
    countSignIn: (outcome) => signIns.inc({ outcome }),
    drain: () => {
      draining = true
    },
  }
}

const later = (ms: number): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(false), ms).unref()
  })
