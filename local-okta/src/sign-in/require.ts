import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Person } from '../org/people.ts'
import { SESSION_COOKIE } from '../org/sessions.ts'

declare module 'fastify' {
  interface FastifyRequest {
    person: Person
  }
}

/** Lets only a signed-in person through and brings everyone else back after signing in. */
export async function requirePerson(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const person = request.site.org.sessions.personFor(request.cookies[SESSION_COOKIE])
  if (!person) {
    const aim = request.method === 'GET' ? request.url : '/app/UserHome'
    return reply.redirect(`/login/login.htm?fromURI=${encodeURIComponent(aim)}`, 302)
  }
  request.person = person
}
