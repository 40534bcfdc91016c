import type { FastifyInstance, FastifyRequest } from 'fastify'
import { CATALOG, isConfigured, type Listing } from '../catalog.ts'
import type { App } from '../org/apps.ts'
import { choice, field } from '../pages/form.ts'
import { type Html, html } from '../pages/html.ts'
import { KOOPID_ICON } from '../pages/icon.ts'
import { attempt, notFoundPage, show } from './show.ts'

type WithName = { Params: { name: string } }
type GeneralForm = { label?: string; hideWeb?: string; hideMobile?: string }

const HIDE_WEB = 'Do not display application icon to users'
const HIDE_MOBILE = 'Do not display application icon in the Okta Mobile app'

/** Applications, the app catalog, and adding an integration from it. */
export function catalogRoutes(app: FastifyInstance): void {
  app.get('/admin/apps', async (request, reply) =>
    show(request, reply, { title: 'Applications', body: appListBody(request) }),
  )
  app.get<{ Querystring: { q?: string } }>('/admin/apps/catalog', async (request, reply) => {
    const q = String(request.query.q ?? '').trim()
    const found = CATALOG.filter((listing) => listing.label.toLowerCase().includes(q.toLowerCase()))
    return show(request, reply, { title: 'Browse App Integration Catalog', body: catalogBody(q, found) })
  })
  app.get<WithName>('/admin/apps/catalog/:name', async (request, reply) => {
    const listing = CATALOG.find(({ name }) => name === request.params.name)
    if (!listing) return notFoundPage(request, reply)
    return show(request, reply, { title: listing.label, body: listingBody(listing) })
  })
  app.get<WithName>('/admin/apps/catalog/:name/add', async (request, reply) => {
    const listing = CATALOG.find(({ name }) => name === request.params.name)
    if (!listing) return notFoundPage(request, reply)
    return show(request, reply, {
      title: `Add ${listing.label}`,
      body: addBody(listing, { label: listing.label }),
    })
  })
  app.post<WithName & { Body: GeneralForm }>('/admin/apps/catalog/:name/add', async (request, reply) => {
    const listing = CATALOG.find(({ name }) => name === request.params.name)
    if (!listing) return notFoundPage(request, reply)
    const form = request.body ?? {}
    const { value, error } = attempt(() => request.site.org.apps.add(listing.name, generalOf(form)))
    if (value) return reply.redirect(`/admin/apps/${value.id}/assignments?done=added`, 303)
    return show(request, reply.code(400), {
      title: `Add ${listing.label}`,
      body: addBody(listing, generalOf(form)),
      error,
    })
  })
}

/** The general settings a form carries; an unticked box is absent from it. */
export function generalOf(form: GeneralForm): Pick<App, 'label' | 'hideWeb' | 'hideMobile'> {
  return {
    label: (form.label ?? '').trim(),
    hideWeb: form.hideWeb === 'on',
    hideMobile: form.hideMobile === 'on',
  }
}

/** Okta help, "Configure settings for app integrations": the labels of General settings. */
export function generalFields(values: Partial<Pick<App, 'label' | 'hideWeb' | 'hideMobile'>>): Html {
  return html`${field('Application label', 'label', values.label ?? '', { required: true, hint: 'What people see under the tile.' })}
    <fieldset><legend>Application visibility</legend>
      ${choice('checkbox', 'hideWeb', 'on', HIDE_WEB, values.hideWeb ?? false)}
      ${choice('checkbox', 'hideMobile', 'on', HIDE_MOBILE, values.hideMobile ?? false)}
    </fieldset>`
}

function appListBody(request: FastifyRequest): Html {
  const { org, portalTemplate } = request.site
  const apps = org.apps.all()
  const row = (app: App) => html`<tr>
      <td><a href="/admin/apps/${app.id}/general">${app.label}</a></td>
      <td><code>${app.id}</code></td>
      <td>${isConfigured(app, portalTemplate) ? html`<span class="state on">Active</span>` : html`<span class="state">Not set up</span>`}</td>
      <td>${org.apps.assignedTo(app.id).length} assigned</td>
    </tr>`
  return html`<header><h1>Applications</h1><a class="button primary" href="/admin/apps/catalog">Browse App Catalog</a></header>
    <section class="card">${
      apps.length > 0
        ? html`<table class="stack"><thead><tr><th>Application</th><th>Client ID</th><th>Status</th><th>People</th></tr></thead><tbody>${apps.map(row)}</tbody></table>`
        : html`<div class="empty"><strong>No applications yet</strong>Add one from the app catalog.</div>`
    }</section>`
}

function catalogBody(q: string, found: Listing[]): Html {
  const tile = (listing: Listing) =>
    html`<li><a class="tile" href="/admin/apps/catalog/${listing.name}">${KOOPID_ICON}<span>${listing.label}</span><span class="quiet">${listing.capabilities.join(', ')}</span></a></li>`
  return html`<a class="back" href="/admin/apps">← Applications</a>
    <header><h1>Browse App Integration Catalog</h1></header>
    <form class="field" role="search" method="get">
      <label for="q">Search app catalog</label>
      <div class="row"><input id="q" name="q" type="search" value="${q}"><button>Search</button></div>
    </form>
    ${found.length > 0 ? html`<ul class="tiles">${found.map(tile)}</ul>` : html`<div class="card empty"><strong>No listing matches “${q}”</strong><a href="/admin/apps/catalog">Show the whole catalog</a></div>`}`
}

function listingBody(listing: Listing): Html {
  return html`<a class="back" href="/admin/apps/catalog">← App catalog</a>
    <header>
      <div class="listing">${KOOPID_ICON}<div><h1>${listing.label}</h1><span class="quiet">${listing.vendor} · ${listing.category}</span></div></div>
      <a class="button primary" href="/admin/apps/catalog/${listing.name}/add">Add Integration</a>
    </header>
    <section class="card"><h2>Overview</h2><p>${listing.summary}</p>
      <h2>Supported features</h2><ul>${listing.features.map((text) => html`<li>${text}</li>`)}</ul>
      <h2>Requirements</h2><ul>${listing.requirements.map((text) => html`<li>${text}</li>`)}</ul>
    </section>`
}

function addBody(listing: Listing, values: Partial<App>): Html {
  return html`<a class="back" href="/admin/apps/catalog/${listing.name}">← ${listing.label}</a>
    <header><h1>Add ${listing.label}</h1></header>
    <form class="card" method="post">
      <h2>General settings</h2>
      ${generalFields(values)}
      <div class="row"><button class="primary">Done</button><a class="button" href="/admin/apps/catalog/${listing.name}">Cancel</a></div>
    </form>`
}
