import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { oktaError } from '../oidc/errors.ts'
import { InvalidInput } from '../org/people.ts'
import { appApi } from './apps.ts'
import { userApi } from './users.ts'

/** The part of Okta's management API that tests and seeding need (Okta API reference, Users and Apps). */
export async function apiRoutes(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async (request, reply) => requireToken(request, reply))
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof InvalidInput) {
      const body = oktaError('E0000001', `Api validation failed: ${error.field}`)
      return reply
        .code(400)
        .send({ ...body, errorCauses: [{ errorSummary: `${error.field}: ${error.message}` }] })
    }
    throw error
  })
  await app.register(userApi)
  await app.register(appApi)
}

async function requireToken(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const given = Buffer.from(request.headers.authorization ?? '')
  const expected = Buffer.from(`SSWS ${request.site.apiToken}`)
  if (given.length === expected.length && timingSafeEqual(given, expected)) return
  return reply.code(401).send(oktaError('E0000011', 'Invalid token provided'))
}
