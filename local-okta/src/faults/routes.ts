import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { oktaError } from '../oidc/errors.ts'
import { attackerKeys } from './id-token.ts'

const Switches = z.strictObject({
  on: z.array(z.string()),
  once: z.boolean().optional(),
  attackerUrl: z.url().optional(),
})

/** Fault injection over HTTP, without a session: this server listens on loopback only. */
export async function faultRoutes(app: FastifyInstance): Promise<void> {
  app.get('/faults', async (request) => request.site.org.faults.list())
  app.put('/faults', async (request, reply) => {
    const parsed = Switches.safeParse(request.body)
    if (!parsed.success) return reply.code(400).send(oktaError('E0000001', z.prettifyError(parsed.error)))
    const { on, once = false, attackerUrl } = parsed.data
    try {
      request.site.org.faults.set(on, { once, ...(attackerUrl ? { attackerUrl } : {}) })
    } catch (error) {
      return reply.code(400).send(oktaError('E0000001', (error as Error).message))
    }
    return request.site.org.faults.list()
  })
  app.get('/faults/requests', async (request) => request.site.org.requests.snapshot())
  app.delete('/faults/requests', async (request, reply) => {
    request.site.org.requests.reset()
    return reply.code(204).send()
  })
  // Where `jku-header` points: whoever comes here followed an attacker's URL. Counted as "attacker".
  app.get('/faults/attacker', async () => ({
    keys: [
      { ...attackerKeys().publicKey.export({ format: 'jwk' }), kid: 'attacker', alg: 'RS256', use: 'sig' },
    ],
  }))
}
