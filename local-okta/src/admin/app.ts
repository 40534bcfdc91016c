import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isConfigured, urlsOf } from '../catalog.ts'
import type { App } from '../org/apps.ts'
import { choice, confirmed, copyable, field } from '../pages/form.ts'
import { type Html, html, raw } from '../pages/html.ts'
import { KOOPID_ICON } from '../pages/icon.ts'
import { generalFields, generalOf } from './catalog.ts'
import { attempt, notFoundPage, show } from './show.ts'

type WithId = { Params: { id: string }; Querystring: { edit?: string } }
type SignOnForm = { subdomain?: string; providerId?: string; authentication?: string }
type Tab = 'General' | 'Sign On' | 'Assignments'

const TABS: [Tab, string][] = [
  ['General', 'general'],
  ['Sign On', 'sign-on'],
  ['Assignments', 'assignments'],
]

/** One app instance: its General and Sign On tabs. */
export function appRoutes(app: FastifyInstance): void {
  app.get<WithId>('/admin/apps/:id', async (request, reply) =>
    reply.redirect(`/admin/apps/${request.params.id}/general`, 302),
  )
  generalTab(app)
  signOnTab(app)
}

function generalTab(app: FastifyInstance): void {
  app.get<WithId>('/admin/apps/:id/general', async (request, reply) => {
    const found = request.site.org.apps.find(request.params.id)
    if (!found) return notFoundPage(request, reply)
    return show(request, reply, {
      title: found.label,
      body: appBody(found, 'General', generalBody(found, found)),
    })
  })
  app.post<WithId & { Body: Record<string, string> }>('/admin/apps/:id/general', async (request, reply) => {
    const { apps } = request.site.org
    const found = apps.find(request.params.id)
    if (!found) return notFoundPage(request, reply)
    const changes = generalOf(request.body ?? {})
    const { error } = attempt(() => apps.update(found.id, changes))
    if (!error) return reply.redirect(`/admin/apps/${found.id}/general?done=saved`, 303)
    const body = appBody(found, 'General', generalBody(found, changes))
    return show(request, reply.code(400), { title: found.label, body, error })
  })
  app.post<WithId>('/admin/apps/:id/delete', async (request, reply) => {
    request.site.org.apps.remove(request.params.id)
    return reply.redirect('/admin/apps?done=removed', 303)
  })
}

function signOnTab(app: FastifyInstance): void {
  app.get<WithId>('/admin/apps/:id/sign-on', async (request, reply) => {
    const found = request.site.org.apps.find(request.params.id)
    if (!found) return notFoundPage(request, reply)
    const body = request.query.edit ? signOnForm(request, found) : signOnFacts(request, found)
    return show(request, reply, { title: found.label, body: appBody(found, 'Sign On', body) })
  })
  app.post<WithId & { Body: SignOnForm }>('/admin/apps/:id/sign-on', async (request, reply) => {
    const { apps } = request.site.org
    const found = apps.find(request.params.id)
    if (!found) return notFoundPage(request, reply)
    const { subdomain = '', providerId = '', authentication } = request.body ?? {}
    const changes = {
      subdomain: subdomain.trim(),
      providerId: providerId.trim(),
      authentication: authentication === 'client_secret' ? ('client_secret' as const) : ('none' as const),
    }
    const { error } = attempt(() => apps.update(found.id, changes))
    if (!error) return reply.redirect(`/admin/apps/${found.id}/sign-on?done=saved`, 303)
    const body = appBody(found, 'Sign On', signOnForm(request, { ...found, ...changes }))
    return show(request, reply.code(400), { title: found.label, body, error })
  })
}

/** The frame of an app's tabs. */
export function appBody(app: App, tab: Tab, body: Html): Html {
  return html`<a class="back" href="/admin/apps">← Applications</a>
    <header><div class="listing">${KOOPID_ICON}<div><h1>${app.label}</h1><code class="quiet">${app.id}</code></div></div></header>
    <nav class="tabs" aria-label="${app.label}">${TABS.map(
      ([label, path]) =>
        html`<a href="/admin/apps/${app.id}/${path}"${label === tab && raw(' aria-current="page"')}>${label}</a>`,
    )}</nav>
    ${body}`
}

function generalBody(app: App, values: Partial<App>): Html {
  return html`<form class="card" method="post">
      <h2>General settings</h2>
      ${generalFields(values)}
      <button class="primary">Save</button>
    </form>
    <section class="card"><h2>Delete this application</h2>
      <p>People lose its tile and can no longer sign in to it.</p>
      ${confirmed({
        id: 'delete-app',
        button: 'Delete application',
        title: `Delete ${app.label}?`,
        text: 'Its client ID and its assignments are gone for good.',
        action: `/admin/apps/${app.id}/delete`,
        confirm: 'Delete',
      })}
    </section>`
}

function signOnFacts(request: FastifyRequest, app: App): Html {
  const { portalTemplate } = request.site
  const ready = isConfigured(app, portalTemplate)
  const urls = urlsOf(app, portalTemplate)
  return html`<section class="card">
      <div class="card-head"><h2>Settings</h2><a class="button" href="?edit=1">Edit</a></div>
      ${!ready && html`<p>Choose Edit and fill in Subdomain and Provider ID. Until then nobody can sign in to this app.</p>`}
      <dl class="facts">
        <dt>Subdomain</dt><dd>${app.subdomain || html`<span class="quiet">Not set</span>`}</dd>
        <dt>Provider ID</dt><dd>${app.providerId || html`<span class="quiet">Not set</span>`}</dd>
      </dl>
    </section>
    ${credentials(app)}
    <section class="card"><h2>Addresses of the app</h2>
      <dl class="facts">
        ${
          ready &&
          html`<dt>Sign-in redirect URI</dt><dd><code>${urls.redirectUri}</code></dd>
        <dt>Initiate login URI</dt><dd><code>${urls.initiateLoginUri}</code></dd>
        <dt>Sign-out redirect URI</dt><dd><code>${urls.postLogoutRedirectUri}</code></dd>`
        }
        <dt>Issuer</dt><dd>${copyable('issuer', request.site.issuer())}</dd>
      </dl>
    </section>`
}

function credentials(app: App): Html {
  const secret = app.authentication === 'client_secret'
  return html`<section class="card"><h2>Client credentials</h2>
      <dl class="facts">
        <dt>Client ID</dt><dd>${copyable('Client ID', app.id)}</dd>
        <dt>Client authentication</dt><dd>${secret ? 'Client secret' : 'None (PKCE)'}</dd>
        ${secret && html`<dt>Client secret</dt><dd>${copyable('client secret', app.clientSecret)}</dd>`}
      </dl>
    </section>`
}

function signOnForm(_request: FastifyRequest, app: App): Html {
  return html`<form class="card" method="post" action="/admin/apps/${app.id}/sign-on">
      <h2>Settings</h2>
      ${field('Subdomain', 'subdomain', app.subdomain, { hint: 'The part before .koopid.ai: “app” for app.koopid.ai, “us-east.app” for us-east.app.koopid.ai.' })}
      ${field('Provider ID', 'providerId', app.providerId, { hint: 'From the Koopid provider portal, such as 718. It may carry settings: 718&alertsound=true.' })}
      <fieldset><legend>Client authentication</legend>
        ${choice('radio', 'authentication', 'none', 'None (PKCE)', app.authentication === 'none', 'The portal needs the Client ID only.')}
        ${choice('radio', 'authentication', 'client_secret', 'Client secret', app.authentication === 'client_secret', 'The portal needs the Client ID and the secret shown here.')}
      </fieldset>
      <div class="row"><button class="primary">Save</button><a class="button" href="/admin/apps/${app.id}/sign-on">Cancel</a></div>
    </form>
    ${credentials(app)}`
}
