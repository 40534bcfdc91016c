import { pictureTypes, profileSchema } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Picture, readPicture } from '../directory/picture-file.ts'
import { changePicture, findPicture } from '../directory/pictures.ts'
import { profileOf } from '../directory/profile.ts'
import { AppError } from '../http/errors.ts'
import { notAPicture, sendPicture, takePictures } from '../http/pictures.ts'
import type { Request, Server } from '../http/types.ts'
import type { Store } from '../store/store.ts'
import { requireSession } from './guards.ts'
import { requireStillSignedIn } from './own-sessions.ts'
import type { Sessions } from './sessions.ts'

type Deps = { sessions: Sessions; store: Store; now: () => number }

const own = '/api/v1/profile/picture'
const ofPerson = {
  params: z.object({ id: z.string().max(60) }),
  querystring: z.object({ v: z.string().max(60).optional() }),
}

/** Profile pictures: everybody sets their own, and sees those of their provider. */
export function pictureRoutes(server: Server, deps: Deps): void {
  const { sessions, store } = deps
  void server.register(async (scope) => {
    takePictures(scope)
    const typed = scope.withTypeProvider<ZodTypeProvider>()
    const answer = { response: { 200: profileSchema } }
    typed.put(own, { schema: { consumes: [...pictureTypes], ...answer } }, (request) =>
      change(deps, request, () => {
        const picture = readPicture(request.headers['content-type'], request.body)
        if (!picture) throw notAPicture('picture')
        return picture
      }),
    )
    typed.delete(own, { schema: answer }, (request) => change(deps, request, () => null))
  })
  server
    .withTypeProvider<ZodTypeProvider>()
    .get('/api/v1/people/:id/picture', { schema: ofPerson }, async (request, reply) => {
      const session = await requireSession(sessions, request)
      const found = await store.read(session.providerId, (scoped) => findPicture(scoped, request.params.id))
      if (!found) throw new AppError('request.not_found')
      const held = request.headers['if-none-match']
      return sendPicture(reply, found, { wanted: request.query.v, held })
    })
}

async function change({ sessions, store, now }: Deps, request: Request, read: () => Picture | null) {
  const session = await requireSession(sessions, request)
  const picture = read()
  const { personId } = session
  return store.transaction(session.providerId, async (scoped, after) => {
    const at = now()
    await requireStillSignedIn({ store: scoped, after, at, session })
    await changePicture(scoped, after, at, personId, picture)
    return profileOf(scoped, personId)
  })
}
