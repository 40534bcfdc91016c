import { fileURLToPath } from 'node:url'
import swagger from '@fastify/swagger'
import fastify, { LogController } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { LoggerOptions } from 'pino'
import type { Lease } from './desk/agents/presence.ts'
import { boardRoutes } from './desk/board/board.routes.ts'
import { extractRoutes } from './desk/extract/extract.routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { setupRoutes } from './desk/setup/setup.routes.ts'
import { admission } from './http/admission.ts'
import { answerFailure, errorEdge, toAppError } from './http/edge.ts'
import { healthRoutes } from './http/health.ts'
import { acceptSockets } from './http/sockets.ts'
import type { Server } from './http/types.ts'
import { builtPage, webApp } from './http/web-app.ts'
import { auditRoutes } from './portal/audit.routes.ts'
import { companyRoutes } from './portal/company.routes.ts'
import { connectionRoutes } from './portal/connection.routes.ts'
import { peopleRoutes } from './portal/people.routes.ts'
import { traceRoutes } from './portal/traces.routes.ts'
import { buildServices, type Services, type World } from './services.ts'
import { pictureRoutes } from './sessions/picture.routes.ts'
import { profileRoutes } from './sessions/profile.routes.ts'
import { sessionRoutes } from './sessions/sessions.routes.ts'
import type { Settings } from './settings.ts'
import { tryFormats } from './sign-in/email-formats.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { countTry, forgetTries } from './sign-in/throttle.ts'
import { startSweeping } from './sweep.store.ts'

export type App = { server: Server; services: Services; drain(): void; close(): Promise<void> }

export type AppOptions = Partial<World> & {
  /** The built web app. */
  webRoot?: string
  /** How long an open desktop is believed without a sign of its server. */
  lease?: Lease
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
  profileRoutes(server, { sessions, store, now, tries: { count: countTry, forget: forgetTries } })
  pictureRoutes(server, { sessions, store, now })
  await acceptSockets(server, settings.socketsPerAddress)
  const root = options.webRoot ?? builtWebApp
  const desk = deskRoutes(server, {
    store,
    sessions,
    providers,
    origins: signIn.origins,
    sealing: services.sealing,
    send: services.send,
    brand: settings.brandName,
    widgetPage: builtPage(root, 'widget.html'),
    metrics: health,
    ...(options.lease && { lease: options.lease }),
    now,
    onError,
  })
  setupRoutes(server, {
    sessions,
    store,
    sealing: services.sealing,
    allowLoopback: settings.unsafeLoopbackIssuers,
    now,
  })
  boardRoutes(server, { sessions, store, now })
  extractRoutes(server, { sessions, store, now })
  companyRoutes(server, { sessions, providers, store, now })
  connectionRoutes(server, { sessions, providers, setup, tryFormats })
  peopleRoutes(server, { sessions, store, now })
  traceRoutes(server, { sessions, store })
  auditRoutes(server, { sessions, store })
  await webApp(server, root)
  const stopSweeping = startSweeping(store, now, onError)

  return {
    server,
    services,
    drain: health.drain,
    async close() {
      health.drain()
      stopSweeping()
      desk.stop()
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
