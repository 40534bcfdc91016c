import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { oktaError } from '../oidc/errors.ts'
import { InvalidInput, type LifecycleAct, type Person, type PersonFields } from '../org/people.ts'

const Profile = z.object({
  login: z.string().optional(),
  email: z.string().optional(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  displayName: z.string().nullish(),
})
const User = z.object({
  profile: Profile,
  credentials: z.object({ password: z.object({ value: z.string().min(1) }).optional() }).optional(),
})
const ACTS: LifecycleAct[] = ['activate', 'deactivate', 'suspend', 'unsuspend']

type WithId = { Params: { id: string } }

/** Users, by id or login, as `/api/v1/users/{idOrLogin}` takes both. */
export async function userApi(app: FastifyInstance): Promise<void> {
  app.get<{ Querystring: { q?: string } }>('/api/v1/users', async (request) => {
    const q = (request.query.q ?? '').toLowerCase()
    return request.site.org.people
      .all()
      .filter((person) => person.login.toLowerCase().includes(q))
      .map(userOf)
  })
  app.post<{ Querystring: { activate?: string } }>('/api/v1/users', async (request) => {
    const { profile, credentials } = parse(request.body)
    const password = credentials?.password?.value
    const person = request.site.org.people.add({
      ...fieldsOf(profile),
      login: profile.login ?? '',
      ...(password ? { password } : {}),
      active: request.query.activate !== 'false',
    })
    return userOf(person)
  })
  app.register(async (one) => {
    one.addHook('preHandler', async (request, reply) => {
      const { people } = request.site.org
      const { id } = request.params as { id: string }
      const person = people.find(id) ?? people.findByLogin(id)
      if (!person)
        return reply.code(404).send(oktaError('E0000007', `Not found: Resource not found: ${id} (User)`))
      request.params = { ...(request.params as object), id: person.id }
    })
    one.get<WithId>('/api/v1/users/:id', async (request) =>
      userOf(request.site.org.people.find(request.params.id)!),
    )
    for (const method of ['PUT', 'POST'] as const) {
      one.route<WithId>({
        method,
        url: '/api/v1/users/:id',
        handler: async (request) => {
          const { profile, credentials } = parse(request.body)
          const password = credentials?.password?.value
          const changes = { ...fieldsOf(profile), ...(password ? { password } : {}) }
          return userOf(request.site.org.people.update(request.params.id, changes))
        },
      })
    }
    for (const act of ACTS) {
      one.post<WithId>(`/api/v1/users/:id/lifecycle/${act}`, async (request) => {
        request.site.org.people.lifecycle(request.params.id, act)
        return {}
      })
    }
    one.delete<WithId>('/api/v1/users/:id/sessions', async (request, reply) => {
      request.site.org.people.clearSessions(request.params.id)
      return reply.code(204).send()
    })
    one.delete<WithId>('/api/v1/users/:id', async (request, reply) => {
      request.site.org.people.remove(request.params.id)
      return reply.code(204).send()
    })
  })
}

function parse(body: unknown): z.infer<typeof User> {
  const parsed = User.safeParse(body)
  if (!parsed.success) throw new InvalidInput('body', z.prettifyError(parsed.error))
  return parsed.data
}

function fieldsOf(profile: z.infer<typeof Profile>): Partial<PersonFields> {
  const entries = Object.entries(profile).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value ?? '']],
  )
  return Object.fromEntries(entries)
}

function userOf(person: Person) {
  const { id, status, login, email, firstName, lastName, displayName } = person
  const at = (seconds: number) => new Date(seconds * 1000).toISOString()
  return {
    id,
    status,
    created: at(person.created),
    lastUpdated: at(person.updated),
    profile: { login, email, firstName, lastName, displayName },
  }
}
