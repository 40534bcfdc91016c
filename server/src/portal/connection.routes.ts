import {
  type ConnectionChecks,
  type ConnectionDraft,
  type ConnectionPage,
  connectionCheckRequestSchema,
  connectionChecksSchema,
  connectionDraftSchema,
  connectionPageSchema,
  type TriedEmailFormats,
  testSignInSchema,
  triedEmailFormatsSchema,
  tryEmailFormatsSchema,
} from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Provider, Providers } from '../directory/providers.ts'
import { AppError } from '../http/errors.ts'
import type { Reply, Request, Server } from '../http/types.ts'
import { requireRole } from '../sessions/guards.ts'
import type { Session, Sessions } from '../sessions/sessions.ts'

/** What sign-in offers for setting a connection up; handed over in `app.ts`. */
export type ConnectionSetup = {
  page(provider: Provider): Promise<ConnectionPage>
  check(
    provider: Provider,
    typed: { oktaDomain: string; clientId?: string | undefined },
  ): Promise<ConnectionChecks>
  saveDraft(provider: Provider, by: string, draft: ConnectionDraft): Promise<void>
  discardDraft(provider: Provider, by: string): Promise<void>
  beginTest(provider: Provider, session: Session, request: Request, reply: Reply): Promise<string>
  activateTested(provider: Provider, by: string): Promise<void>
  deactivate(provider: Provider, by: string): Promise<void>
}

type Deps = {
  sessions: Sessions
  providers: Providers
  setup: ConnectionSetup
  tryFormats: (formats: readonly string[], email: string) => TriedEmailFormats
}

const answersPage = { response: { 200: connectionPageSchema } }

/** The Single sign-on page; administrators only. */
export function connectionRoutes(server: Server, { sessions, providers, setup, tryFormats }: Deps): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  const admin = async (request: Request): Promise<{ provider: Provider; session: Session }> => {
    const session = await requireRole(sessions, request, ['administrator'])
    const provider = await providers.find(session.providerId)
    if (!provider) throw new AppError('session.missing')
    return { provider, session }
  }
  /** Changes, then answers with the page as it is now. */
  const changing =
    (work: (provider: Provider, by: string, request: Request) => Promise<void>) =>
    async (request: Request) => {
      const { provider, session } = await admin(request)
      await work(provider, session.personId, request)
      return setup.page(provider)
    }

  typed.get('/api/v1/connection', { schema: answersPage }, async (request) =>
    setup.page((await admin(request)).provider),
  )
  typed.put(
    '/api/v1/connection/draft',
    { schema: { body: connectionDraftSchema, ...answersPage } },
    changing((provider, by, request) => setup.saveDraft(provider, by, request.body as ConnectionDraft)),
  )
  typed.delete('/api/v1/connection/draft', { schema: answersPage }, changing(setup.discardDraft))
  typed.post('/api/v1/connection/activate', { schema: answersPage }, changing(setup.activateTested))
  typed.post('/api/v1/connection/deactivate', { schema: answersPage }, changing(setup.deactivate))
  typed.post(
    '/api/v1/connection/check',
    { schema: { body: connectionCheckRequestSchema, response: { 200: connectionChecksSchema } } },
    async (request) => {
      const { provider } = await admin(request)
      return setup.check(provider, request.body)
    },
  )
  typed.post(
    '/api/v1/connection/test-sign-in',
    { schema: { response: { 200: testSignInSchema } } },
    async (request, reply) => {
      const { provider, session } = await admin(request)
      return { url: await setup.beginTest(provider, session, request, reply as Reply) }
    },
  )
  typed.post(
    '/api/v1/connection/email-formats/try',
    { schema: { body: tryEmailFormatsSchema, response: { 200: triedEmailFormatsSchema } } },
    async (request) => {
      await admin(request)
      return tryFormats(request.body.emailFormats, request.body.email)
    },
  )
}
