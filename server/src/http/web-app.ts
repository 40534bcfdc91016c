import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { AppError } from './errors.ts'
import type { Reply, Server } from './types.ts'

/** Pages of the web app. All are the same one; the agent desktop's names what the desktop needs, for speed. */
const pages = {
  'index.html': ['/login', '/provider/', '/provider/*'],
  'agent.html': ['/agent/', '/agent/*'],
}

/** A page of the built web app, or `undefined` when it is not built. */
export function builtPage(root: string, name: string): string | undefined {
  const path = join(root, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** Serves the built web app from `root`. Hashed assets are cached for a year, pages never. */
export async function webApp(server: Server, root: string): Promise<void> {
  const built = builtPage(root, 'index.html') !== undefined
  for (const [name, paths] of Object.entries(pages)) {
    const page = builtPage(root, name)
    const answer = (_request: unknown, reply: Reply) => {
      if (page === undefined)
        throw new AppError('service.unavailable', { detail: 'The web app is not built: run `npm start`.' })
      return reply.type('text/html; charset=utf-8').send(page)
    }
    for (const path of paths) server.get(path, { schema: { hide: true } }, answer)
  }
  server.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/login', 302))
  for (const path of ['/agent', '/provider'])
    server.get(path, { schema: { hide: true } }, (request, reply) =>
      reply.redirect(`${path}/${request.url.slice(path.length)}`, 302),
    )
  if (!built) return
  await server.register(fastifyStatic, {
    root,
    serve: true,
    wildcard: false,
    index: false,
    cacheControl: false,
    // The build has packed them (files are the same for everybody: nothing to guess from their length, CRIME/BREACH).
    preCompressed: true,
    globIgnore: ['**/*.br', '**/*.gz'],
    setHeaders(reply, path) {
      const file = path.replace(/\.(br|gz)$/, '')
      const hashed = file.includes('/assets/')
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      // The one file that pages of other sites load.
      if (file.endsWith('/widget/koopid.js')) reply.header('cross-origin-resource-policy', 'cross-origin')
    },
  })
}
