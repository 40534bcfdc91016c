import type { FastifyInstance } from 'fastify'
import { formBody, listBody, nameOf, type PersonForm, personBody } from './people-pages.ts'
import { attempt, notFoundPage, show } from './show.ts'

type WithId = { Params: { id: string } }

const SELF_DESTRUCTIVE = /^\/admin\/people\/:id\/(suspend|deactivate|delete)$/

/** Directory → People. */
export function peopleRoutes(app: FastifyInstance): void {
  app.get<{ Querystring: { q?: string } }>('/admin/people', async (request, reply) =>
    show(request, reply, { title: 'People', body: listBody(request, String(request.query.q ?? '').trim()) }),
  )
  app.get('/admin/people/new', async (request, reply) =>
    show(request, reply, { title: 'Add Person', body: formBody({}) }),
  )
  app.post<{ Body: PersonForm }>('/admin/people/new', async (request, reply) => {
    const form = request.body ?? {}
    const { value, error } = attempt(() => request.site.org.people.add(fieldsOf(form)))
    if (value) return reply.redirect(`/admin/people/${value.id}?done=added`, 303)
    return show(request, reply.code(400), { title: 'Add Person', body: formBody(form), error })
  })
  app.get<WithId>('/admin/people/:id', async (request, reply) => {
    const person = request.site.org.people.find(request.params.id)
    if (!person) return notFoundPage(request, reply)
    return show(request, reply, { title: nameOf(person), body: personBody(request, person) })
  })
  editRoutes(app)
  actRoutes(app)
}

function editRoutes(app: FastifyInstance): void {
  app.get<WithId>('/admin/people/:id/edit', async (request, reply) => {
    const person = request.site.org.people.find(request.params.id)
    if (!person) return notFoundPage(request, reply)
    return show(request, reply, { title: `Edit ${nameOf(person)}`, body: formBody(person, person) })
  })
  app.post<WithId & { Body: PersonForm }>('/admin/people/:id/edit', async (request, reply) => {
    const person = request.site.org.people.find(request.params.id)
    if (!person) return notFoundPage(request, reply)
    const form = request.body ?? {}
    const { error } = attempt(() =>
      request.site.org.people.update(person.id, changesOf(form, person.id === request.person.id)),
    )
    if (!error) return reply.redirect(`/admin/people/${person.id}?done=saved`, 303)
    return show(request, reply.code(400), {
      title: `Edit ${nameOf(person)}`,
      body: formBody(form, person),
      error,
    })
  })
}

function actRoutes(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    const self = (request.params as { id?: string }).id === request.person.id
    if (!self || !SELF_DESTRUCTIVE.test(request.routeOptions.url ?? '')) return
    const error = 'You cannot do this to yourself.'
    return show(request, reply.code(400), {
      title: 'People',
      body: personBody(request, request.person),
      error,
    })
  })

  for (const act of ['activate', 'suspend', 'unsuspend', 'deactivate'] as const) {
    app.post<WithId>(`/admin/people/:id/${act}`, async (request, reply) => {
      const person = request.site.org.people.find(request.params.id)
      if (!person) return notFoundPage(request, reply)
      const { error } = attempt(() => request.site.org.people.lifecycle(person.id, act))
      if (!error) return reply.redirect(`/admin/people/${person.id}?done=saved`, 303)
      return show(request, reply.code(400), {
        title: nameOf(person),
        body: personBody(request, person),
        error,
      })
    })
  }
  app.post<WithId>('/admin/people/:id/clear-sessions', async (request, reply) => {
    request.site.org.people.clearSessions(request.params.id)
    return reply.redirect(`/admin/people/${request.params.id}?done=sessions`, 303)
  })
  app.post<WithId>('/admin/people/:id/delete', async (request, reply) => {
    request.site.org.people.remove(request.params.id)
    return reply.redirect('/admin/people?done=removed', 303)
  })
}

/** Nobody takes the admin role from themselves: an org needs a way back in. */
function changesOf(form: PersonForm, self: boolean) {
  const fields = fieldsOf(form)
  return self ? { ...fields, role: 'org-admin' as const } : fields
}

/** Only what the form shows: a request with more members must not set them (mass assignment). */
function fieldsOf({
  login = '',
  email = '',
  firstName = '',
  lastName = '',
  displayName = '',
  ...rest
}: PersonForm) {
  const role = rest.admin === 'on' ? ('org-admin' as const) : ('none' as const)
  return { login, email, firstName, lastName, displayName, password: rest.password ?? '', role }
}
