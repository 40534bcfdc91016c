import { largestPicture, pictureTypes, profileSchema } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Picture, readPicture } from '../directory/picture-file.ts'
import { changePicture, findPicture } from '../directory/pictures.ts'
import { profileOf } from '../directory/profile.ts'
import { AppError } from '../http/errors.ts'
import type { Reply, Request, Server } from '../http/types.ts'
import type { Store } from '../store/store.ts'
import { requireSession } from './guards.ts'
import { requireStillSignedIn } from './own-sessions.ts'
import type { Sessions } from './sessions.ts'

type Deps = { sessions: Sessions; store: Store; now: () => number }
type Found = NonNullable<Awaited<ReturnType<typeof findPicture>>>

const own = '/api/v1/profile/picture'
const ofPerson = {
  params: z.object({ id: z.string().max(60) }),
  querystring: z.object({ v: z.string().max(60).optional() }),
}

/** Profile pictures: everybody sets their own, and sees those of their provider. */
export function pictureRoutes(server: Server, deps: Deps): void {
  const { sessions, store } = deps
  // Apart from the rest, where nobody needs to send anything but JSON.
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: largestPicture.bytes },
      (_request, body, done) => done(null, body),
    )
    const typed = scope.withTypeProvider<ZodTypeProvider>()
    const answer = { response: { 200: profileSchema } }
    typed.put(own, { schema: { consumes: [...pictureTypes], ...answer } }, (request) =>
      change(deps, request, () => {
        const picture = readPicture(request.headers['content-type'], request.body)
        if (!picture) throw notAPicture()
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
      return send(reply, found, request.query.v, request.headers['if-none-match'])
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

function send(reply: Reply, { type, bytes, version }: Found, wanted?: string, held?: string): Reply {
  const tag = `"${version}"`
  reply.headers({
    // A picture is never a page, also for who opens it as one.
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'content-disposition': 'inline',
    // Who signs in after somebody else in the same browser is not shown what that one could see.
    vary: 'cookie',
    'cache-control': wanted === version ? 'private, max-age=604800, immutable' : 'private, no-cache',
    etag: tag,
  })
  if (held === tag) return reply.code(304).send()
  return reply.type(type).send(Buffer.from(bytes))
}

const notAPicture = (): AppError => {
  const { side } = largestPicture
  const message = `A picture is a PNG, JPEG or WebP file of at most ${side} by ${side} pixels, and nothing else.`
  return new AppError('request.invalid', { detail: message, fields: [{ field: 'picture', message }] })
}
