import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errorPage } from '../pages/error.ts'
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
