import { companyChangeSchema, companySchema, pictureTypes, type Role } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type CompanyMove, changeDetails, changeLogo, companyOf, findLogo } from '../directory/company.ts'
import { readDetails } from '../directory/company-details.ts'
import { type Picture, readPicture } from '../directory/picture-file.ts'
import { type Providers, readProviderId } from '../directory/providers.ts'
import { AppError } from '../http/errors.ts'
import { notAPicture, sendPicture, takePictures } from '../http/pictures.ts'
import type { Request, Server } from '../http/types.ts'
import { requireRole } from '../sessions/guards.ts'
import type { Session, Sessions } from '../sessions/sessions.ts'
import type { Store } from '../store/store.ts'

type Deps = { sessions: Sessions; providers: Providers; store: Store; now: () => number }

const managers: readonly Role[] = ['administrator', 'manager']
const designers: readonly Role[] = [...managers, 'designer']
const staff: readonly Role[] = [...designers, 'supervisor']

const answer = { response: { 200: companySchema } }
const ofProvider = {
  params: z.object({ id: z.string() }),
  querystring: z.object({ v: z.string().optional() }),
}

/** The page Profile: staff read it, managers change the details, designers the logo as well. */
export function companyRoutes(server: Server, deps: Deps): void {
  const { sessions, store } = deps
  const typed = server.withTypeProvider<ZodTypeProvider>()
  typed.get('/api/v1/company', { schema: answer }, async (request) => {
    const session = await requireRole(sessions, request, staff)
    return store.read(session.providerId, companyOf)
  })
  typed.patch('/api/v1/company', { schema: { body: companyChangeSchema, ...answer } }, async (request) => {
    const session = await requireRole(sessions, request, managers)
    const details = readDetails(request.body)
    return change(deps, session, (move) => changeDetails(move, details))
  })
  void server.register(async (scope) => {
    takePictures(scope)
    logoChangeRoutes(scope as Server, deps)
  })
  logoRoute(server, deps)
}

function logoChangeRoutes(scope: Server, deps: Deps): void {
  const typed = scope.withTypeProvider<ZodTypeProvider>()
  const path = '/api/v1/company/logo'
  const changing = async (request: Request, read: () => Picture | null) => {
    const session = await requireRole(deps.sessions, request, designers)
    const logo = read()
    return change(deps, session, (move) => changeLogo(move, logo))
  }
  typed.put(path, { schema: { consumes: [...pictureTypes], ...answer } }, (request) =>
    changing(request, () => {
      const logo = readPicture(request.headers['content-type'], request.body)
      if (!logo) throw notAPicture('logo')
      return logo
    }),
  )
  typed.delete(path, { schema: answer }, (request) => changing(request, () => null))
}

/**
 * The sign-in page shows it before anyone is signed in, so it needs no session. Whoever asks for what is not there costs
 * no query: which version there is, is in memory.
 */
function logoRoute(server: Server, { providers, store }: Deps): void {
  server
    .withTypeProvider<ZodTypeProvider>()
    .get('/api/v1/providers/:id/logo', { schema: ofProvider }, async (request, reply) => {
      const id = readProviderId(request.params.id)
      const provider = id && (await providers.find(id))
      const wanted = request.query.v
      if (!provider?.logo || provider.logo !== wanted) throw new AppError('request.not_found')
      const found = await store.read(provider.id, (scoped) => findLogo(scoped, wanted))
      if (!found) throw new AppError('request.not_found')
      return sendPicture(reply, found, { wanted, held: request.headers['if-none-match'] })
    })
}

/** Makes a change, then answers with the company as it is now. */
async function change(
  { store, now }: Deps,
  { providerId, personId }: Session,
  work: (move: CompanyMove) => Promise<void>,
) {
  return store.transaction(providerId, async (scoped, after) => {
    await work({ store: scoped, after, at: now(), by: personId })
    return companyOf(scoped)
  })
}
