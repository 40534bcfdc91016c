import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Person } from '../org/people.ts'
import { SESSION_COOKIE, SESSION_SECONDS } from '../org/sessions.ts'
import { type SignInView, signInPage, staleSignInPage } from './pages.ts'
import { localPath, requireSameOrigin } from './same-origin.ts'

const Form = z.object({
  step: z.enum(['username', 'password']),
  username: z.string().max(320),
  password: z.string().max(1024).default(''),
})
const COOKIE = { path: '/', httpOnly: true, sameSite: 'lax', maxAge: SESSION_SECONDS } as const

/** Signing in: on the way to an app (an oidc-provider interaction) or straight at the org. */
export async function signInRoutes(app: FastifyInstance): Promise<void> {
  app.addHook('preHandler', requireSameOrigin)
  app.get('/', async (_request, reply) => reply.redirect('/app/UserHome', 302))
  interactionRoutes(app)
  directRoutes(app)
  app.post('/login/signout', async (request, reply) => {
    request.site.org.sessions.end(request.cookies[SESSION_COOKIE])
    reply.clearCookie(SESSION_COOKIE, { path: '/' })
    return reply.redirect('/login/login.htm', 302)
  })
}

function interactionRoutes(app: FastifyInstance): void {
  app.get<{ Params: { uid: string } }>('/signin/:uid', async (request, reply) => {
    const provider = request.site.provider()
    const details = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined)
    if (!details) return send(reply.code(400), staleSignInPage(request.site.org.name))
    // There is no consent screen: the admin's assignment is the consent.
    if (details.prompt.name === 'consent') {
      return reply.redirect(await provider.interactionResult(request.raw, reply.raw, { consent: {} }), 303)
    }
    const hint = details.params.login_hint
    const username = typeof hint === 'string' ? hint : undefined
    return send(
      reply,
      signInPage({ ...viewOf(request, details.params.client_id), step: 'username', username }),
    )
  })

  app.post<{ Params: { uid: string } }>('/signin/:uid', async (request, reply) => {
    const provider = request.site.provider()
    const details = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined)
    if (!details) return send(reply.code(400), staleSignInPage(request.site.org.name))
    const person = await takeForm(request, reply, viewOf(request, details.params.client_id))
    if (!person) return reply
    const login = { accountId: person.id, amr: ['pwd'] }
    return reply.redirect(await provider.interactionResult(request.raw, reply.raw, { login }), 303)
  })
}

function directRoutes(app: FastifyInstance): void {
  type WithAim = { Querystring: { fromURI?: string } }
  app.get<WithAim>('/login/login.htm', async (request, reply) => {
    const aim = localPath(request.query.fromURI)
    if (request.site.org.sessions.personFor(request.cookies[SESSION_COOKIE])) return reply.redirect(aim, 302)
    return send(reply, signInPage({ ...viewOf(request), step: 'username' }))
  })
  app.post<WithAim>('/login/login.htm', async (request, reply) => {
    const person = await takeForm(request, reply, viewOf(request))
    if (!person) return reply
    const { sessions } = request.site.org
    sessions.end(request.cookies[SESSION_COOKIE])
    reply.setCookie(SESSION_COOKIE, sessions.start(person), COOKIE)
    return reply.redirect(localPath(request.query.fromURI), 303)
  })
}

function viewOf(request: FastifyRequest, clientId?: unknown): Omit<SignInView, 'step'> {
  const { org } = request.site
  const app = typeof clientId === 'string' ? org.apps.find(clientId)?.label : undefined
  return { org: org.name, action: request.url, app }
}

/** The person who proved who they are; otherwise the next page has been sent. */
async function takeForm(
  request: FastifyRequest,
  reply: FastifyReply,
  view: Omit<SignInView, 'step'>,
): Promise<Person | undefined> {
  const form = Form.safeParse(request.body)
  const { step, username, password } = form.data ?? { step: 'username', username: '', password: '' }
  if (!username.trim()) {
    send(reply, signInPage({ ...view, step: 'username', error: 'Enter your username.' }))
  } else if (step === 'username') {
    send(reply, signInPage({ ...view, step: 'password', username: username.trim() }))
  } else {
    const person = await request.site.org.sessions.authenticate(username, password)
    if (person) return person
    send(reply.code(401), signInPage({ ...view, step: 'password', username, error: 'Unable to sign in' }))
  }
  return undefined
}

function send(reply: FastifyReply, page: { text: string }): FastifyReply {
  return reply.type('text/html').header('cache-control', 'no-store').send(page.text)
}
