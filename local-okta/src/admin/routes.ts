import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput } from '../org/people.ts'
import { errorPage } from '../pages/error.ts'
import { type AdminView, adminPage } from '../pages/layout.ts'
import { requirePerson } from '../sign-in/require.ts'
import { requireSameOrigin } from '../sign-in/same-origin.ts'
import { appRoutes } from './app.ts'
import { assignmentRoutes } from './assignments.ts'
import { catalogRoutes } from './catalog.ts'
import { faultPageRoutes } from './faults.ts'
import { keyRoutes } from './keys.ts'
import { peopleRoutes } from './people.ts'

/** The admin console. Every page needs an org admin; every form comes from this origin. */
export async function adminRoutes(app: FastifyInstance): Promise<void> {
  app.decorateRequest('person')
  app.addHook('preHandler', requireSameOrigin)
  app.addHook('preHandler', requirePerson)
  app.addHook('preHandler', requireAdmin)
  app.get('/admin', async (_request, reply) => reply.redirect('/admin/apps', 302))
  catalogRoutes(app)
  appRoutes(app)
  assignmentRoutes(app)
  peopleRoutes(app)
  keyRoutes(app)
  faultPageRoutes(app)
}

async function requireAdmin(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (request.person.role === 'org-admin') return
  const text = 'The admin console is for administrators of this org.'
  return reply
    .code(403)
    .type('text/html')
    .send(errorPage(request.site.org.name, '403 Forbidden', text).text)
}

/** Sends a console page. `?done=` from the redirect before it says what has just happened. */
export function show(
  request: FastifyRequest,
  reply: FastifyReply,
  view: Omit<AdminView, 'path' | 'done'>,
): FastifyReply {
  const done = DONE[(request.query as { done?: string }).done ?? '']
  const page = adminPage(request.site.org.name, request.person, { ...view, path: request.url, done })
  return reply.type('text/html').header('cache-control', 'no-store').send(page.text)
}

/** Only these sentences can appear: the address bar must not put words into the console. */
const DONE: Record<string, string> = {
  saved: 'Saved.',
  removed: 'Removed.',
  added: 'Added.',
  assigned: 'Assigned.',
  unassigned: 'Unassigned. The app does not hear of it: an open session there goes on.',
  sessions: 'All Okta sessions of this person are over.',
  rotated: 'A new key signs from now on.',
  faults: 'Faults saved.',
}

/** Runs a form's work; a mistake in the input comes back as a sentence for the form. */
export function attempt<T>(
  work: () => T,
): { value: T; error?: undefined } | { error: string; value?: undefined } {
  try {
    return { value: work() }
  } catch (error) {
    if (error instanceof InvalidInput) return { error: error.message }
    throw error
  }
}

export function notFoundPage(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const page = errorPage(
    request.site.org.name,
    '404 Page Not Found',
    'This does not exist, or it was removed.',
  )
  return reply.code(404).type('text/html').send(page.text)
}
