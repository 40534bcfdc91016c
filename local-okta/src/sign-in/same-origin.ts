import type { FastifyReply, FastifyRequest } from 'fastify'
import { errorPage } from '../pages/error.ts'

/** Refuses a form that another site sent (CSRF): browsers put the sender into Origin on every POST. */
export async function requireSameOrigin(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (request.method === 'GET' || request.method === 'HEAD') return
  if (request.headers.origin === `http://${request.headers.host}`) return
  const text = 'This form was not sent from this site.'
  return reply
    .code(403)
    .type('text/html')
    .send(errorPage(request.site.org.name, '403 Forbidden', text).text)
}

/** A path of this site to go to after signing in; anything else is the dashboard (open redirect). */
export function localPath(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/') || /^\/[/\\]|[\t\r\n\\]/.test(value))
    return '/app/UserHome'
  return value
}
