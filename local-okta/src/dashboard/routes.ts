import type { FastifyInstance, FastifyReply } from 'fastify'
import { isConfigured, tilePath, urlsOf } from '../catalog.ts'
import type { App } from '../org/apps.ts'
import { errorPage } from '../pages/error.ts'
import { html } from '../pages/html.ts'
import { KOOPID_ICON } from '../pages/icon.ts'
import { signedInPage } from '../pages/layout.ts'
import { requirePerson } from '../sign-in/require.ts'

/** The end-user dashboard and what its tiles do. */
export async function dashboardRoutes(app: FastifyInstance): Promise<void> {
  app.decorateRequest('person')
  app.addHook('preHandler', requirePerson)

  app.get<{ Querystring: { q?: string } }>('/app/UserHome', async (request, reply) => {
    const { org } = request.site
    const q = String(request.query.q ?? '').trim()
    const mine = org.apps
      .all()
      .filter((found) => !found.hideWeb && org.apps.isAssigned(found.id, request.person.id))
    const shown = mine.filter((found) => found.label.toLowerCase().includes(q.toLowerCase()))
    const body = html`<main class="home" id="main">
      <header><h1>My apps</h1>${mine.length > 0 && searchForm(q)}</header>
      ${shown.length > 0 ? html`<ul class="tiles">${shown.map(tile)}</ul>` : emptyState(mine.length > 0 ? q : '')}
    </main>`
    const page = signedInPage({ title: 'My apps', org: org.name, person: request.person, body })
    return reply.type('text/html').header('cache-control', 'no-store').send(page.text)
  })

  // Okta's app embed link: /home/{app name}/{instance id}/… (Okta help, "App Embed Link").
  app.get<{ Params: { name: string; id: string } }>('/home/:name/:id', async (request, reply) => {
    const { org, issuer, portalTemplate } = request.site
    const found = org.apps.find(request.params.id)
    if (found?.status !== 'ACTIVE')
      return refuse(reply, org.name, 404, '404 Page Not Found', 'There is no such app.')
    if (!org.apps.isAssigned(found.id, request.person.id)) {
      const text = `Sorry, you cannot access ${found.label} because you are not assigned this app in Okta. Ask your administrator.`
      return refuse(reply, org.name, 403, '403 App Not Assigned', text)
    }
    if (!isConfigured(found, portalTemplate)) {
      const text = `${found.label} has no Subdomain and Provider ID yet. An administrator sets them on the Sign On tab.`
      return refuse(reply, org.name, 409, 'App not set up', text)
    }
    return reply.redirect(withIssuer(urlsOf(found, portalTemplate).initiateLoginUri, issuer()), 302)
  })
}

/** OpenID Connect Core section 4: the tile sends the browser to the app's initiate login URI with `iss`. */
function withIssuer(initiateLoginUri: string, issuer: string): string {
  const joint = initiateLoginUri.includes('?') ? '&' : '?'
  return `${initiateLoginUri}${joint}iss=${encodeURIComponent(issuer)}`
}

function refuse(reply: FastifyReply, org: string, status: number, title: string, text: string): FastifyReply {
  return reply
    .code(status)
    .type('text/html')
    .send(errorPage(org, title, text).text)
}

function searchForm(q: string) {
  return html`<form role="search" method="get" action="/app/UserHome">
    <label class="visually-hidden" for="q">Search your apps</label>
    <input id="q" name="q" type="search" value="${q}" placeholder="Search your apps">
  </form>`
}

function tile(app: App) {
  return html`<li><a class="tile" href="${tilePath(app)}">${KOOPID_ICON}<span>${app.label}</span></a></li>`
}

function emptyState(q: string) {
  if (q) {
    return html`<div class="card empty"><strong>No app matches “${q}”</strong><a href="/app/UserHome">Show all apps</a></div>`
  }
  return html`<div class="card empty"><strong>No apps yet</strong>When an administrator assigns an app to you, its tile appears here.</div>`
}
