import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { AppError } from './errors.ts'
import type { Reply, Server } from './types.ts'

/** Pages of the web app; all of them are its one `index.html`. */
const pages = ['/login', '/agent/', '/agent/*', '/provider/', '/provider/*']

/** Serves the built web app from `root`. Hashed assets are cached for a year, pages never. */
export async function webApp(server: Server, root: string): Promise<void> {
  const index = join(root, 'index.html')
  const page = existsSync(index) ? readFileSync(index, 'utf8') : undefined
  const answer = (_request: unknown, reply: Reply) => {
    if (page === undefined)
      throw new AppError('service.unavailable', { detail: 'The web app is not built: run `npm start`.' })
    return reply.type('text/html; charset=utf-8').send(page)
  }
  for (const path of pages) server.get(path, { schema: { hide: true } }, answer)
  server.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/login', 302))
  for (const path of ['/agent', '/provider'])
    server.get(path, { schema: { hide: true } }, (request, reply) =>
      reply.redirect(`${path}/${request.url.slice(path.length)}`, 302),
    )
  if (page === undefined) return
  await server.register(fastifyStatic, {
    root,
    serve: true,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders(reply, path) {
      const hashed = path.includes('/assets/')
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}
