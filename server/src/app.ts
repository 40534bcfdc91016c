import { fileURLToPath } from 'node:url'
import swagger from '@fastify/swagger'
import fastify, { LogController } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { LoggerOptions } from 'pino'
import { agentStatusRoutes } from './desk/agent-status.routes.ts'
import { admission } from './http/admission.ts'
import { answerFailure, errorEdge, toAppError } from './http/edge.ts'
import { healthRoutes } from './http/health.ts'
import type { Server } from './http/types.ts'
import { webApp } from './http/web-app.ts'
import { connectionRoutes } from './portal/connection.routes.ts'
import { peopleRoutes } from './portal/people.routes.ts'
import { traceRoutes } from './portal/traces.routes.ts'
import { buildServices, type Services, type World } from './services.ts'
import { sessionRoutes } from './sessions/sessions.routes.ts'
import type { Settings } from './settings.ts'
import { tryFormats } from './sign-in/email-formats.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { startSweeping } from './sweep.store.ts'

export type App = { server: Server; services: Services; drain(): void; close(): Promise<void> }

export type AppOptions = Partial<World> & {
  /** The built web app. */
  webRoot?: string
  logger?: LoggerOptions | boolean
}

const builtWebApp = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** Builds the whole server: services once, then each feature's routes, in order. The database is migrated first. */
export async function buildApp(settings: Settings, options: AppOptions = {}): Promise<App> {
  const server: Server = fastify({
    logger: options.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    bodyLimit: 262_144,
    // A sibling host can toss megabytes of cookies; 16 KB in all is what Node takes, so the path stays short.
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => {
      answerFailure(request, reply, toAppError(error), settings.brandName)
    },
  }) as unknown as Server
  const now = options.now ?? Date.now
  const onError = options.onError ?? ((error: Error) => server.log.error({ err: error }, 'background error'))
  const services = buildServices(settings, { now, onError })
  const { store, providers, sessions, signIn, setup } = services
  await store.migrate()

  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  // As text: only the raw form shows that a parameter came twice.
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 16_384 },
    (_request, body, done) => done(null, body),
  )
  errorEdge(server, settings.brandName)
  admission(server, {
    origins: signIn.origins,
    subdomains: providers.subdomains,
    beforeEach: store.noticeOtherProcesses,
  })
  await describeApi(server, settings.brandName)
  const health = healthRoutes(server, store.ping)
  signInRoutes(server, { ...signIn, count: health.countSignIn })
  sessionRoutes(server, { sessions, store })
  agentStatusRoutes(server, { sessions, store, now })
  connectionRoutes(server, { sessions, providers, setup, tryFormats })
  peopleRoutes(server, { sessions, store, now })
  traceRoutes(server, { sessions, store })
  await webApp(server, options.webRoot ?? builtWebApp)
  const stopSweeping = startSweeping(store, now, onError)

  return {
    server,
    services,
    drain: health.drain,
    async close() {
      health.drain()
      stopSweeping()
      await server.close()
      await services.close()
    },
  }
}

/** `GET /api/v1/openapi.json`, from the schemas that check the requests. */
async function describeApi(server: Server, brand: string): Promise<void> {
  await server.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: `${brand} API`, version: '1' } },
    transform: jsonSchemaTransform,
  })
  server.get('/api/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').serializer(String).send(JSON.stringify(server.swagger())),
  )
}
