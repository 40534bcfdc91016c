import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '../org/apps.ts'
import type { Person } from '../org/people.ts'
import { confirmed } from '../pages/form.ts'
import { type Html, html } from '../pages/html.ts'
import { appBody } from './app.ts'
import { notFoundPage, show } from './show.ts'

type WithId = { Params: { id: string } }
type WithPerson = { Params: { id: string; person: string } }

/** The Assignments tab: Assign → Assign to People → Assign → Save and Go Back → Done. */
export function assignmentRoutes(app: FastifyInstance): void {
  app.get<WithId>('/admin/apps/:id/assignments', async (request, reply) => {
    const found = request.site.org.apps.find(request.params.id)
    if (!found) return notFoundPage(request, reply)
    return show(request, reply, {
      title: found.label,
      body: appBody(found, 'Assignments', tabBody(request, found)),
    })
  })
  app.get<WithId>('/admin/apps/:id/assign', async (request, reply) => {
    const found = request.site.org.apps.find(request.params.id)
    if (!found) return notFoundPage(request, reply)
    return show(request, reply, { title: `Assign ${found.label} to People`, body: listBody(request, found) })
  })
  app.get<WithPerson>('/admin/apps/:id/assign/:person', async (request, reply) => {
    const { apps, people } = request.site.org
    const [found, person] = [apps.find(request.params.id), people.find(request.params.person)]
    if (!found || !person) return notFoundPage(request, reply)
    return show(request, reply, { title: `Assign ${found.label} to People`, body: personBody(found, person) })
  })
  app.post<WithPerson>('/admin/apps/:id/assign/:person', async (request, reply) => {
    const { apps, people } = request.site.org
    const [found, person] = [apps.find(request.params.id), people.find(request.params.person)]
    if (!found || !person) return notFoundPage(request, reply)
    apps.assign(found.id, person.id)
    return reply.redirect(`/admin/apps/${found.id}/assign?done=assigned`, 303)
  })
  app.post<WithPerson>('/admin/apps/:id/unassign/:person', async (request, reply) => {
    request.site.org.apps.unassign(request.params.id, request.params.person)
    return reply.redirect(`/admin/apps/${request.params.id}/assignments?done=unassigned`, 303)
  })
}

const nameOf = (person: Person) => person.displayName || person.login

function tabBody(request: FastifyRequest, app: App): Html {
  const { apps, people } = request.site.org
  const assigned = people.all().filter((person) => apps.isAssigned(app.id, person.id))
  const row = (person: Person) => html`<tr>
      <td><a href="/admin/people/${person.id}">${nameOf(person)}</a></td>
      <td>${person.login}</td>
      <td class="act">${confirmed({
        id: `unassign-${person.id}`,
        button: 'Unassign',
        about: person.login,
        title: `Unassign ${nameOf(person)}?`,
        text: `${nameOf(person)} loses the tile and can no longer sign in to ${app.label}.`,
        action: `/admin/apps/${app.id}/unassign/${person.id}`,
        confirm: 'Unassign',
      })}</td>
    </tr>`
  return html`<section class="card">
      <div class="card-head"><h2>Assignments</h2>
        <button type="button" class="primary" popovertarget="assign-menu">Assign</button>
        <div popover class="menu" id="assign-menu"><a href="/admin/apps/${app.id}/assign">Assign to People</a></div>
      </div>
      ${
        assigned.length > 0
          ? html`<table class="stack"><thead><tr><th>Person</th><th>Username</th><th><span class="visually-hidden">Action</span></th></tr></thead><tbody>${assigned.map(row)}</tbody></table>`
          : html`<div class="empty"><strong>Nobody is assigned</strong>Choose Assign, then Assign to People.</div>`
      }
    </section>`
}

function listBody(request: FastifyRequest, app: App): Html {
  const { apps, people } = request.site.org
  const row = (person: Person) => html`<tr>
      <td>${nameOf(person)}</td>
      <td>${person.login}</td>
      <td class="act">${
        apps.isAssigned(app.id, person.id)
          ? html`<span class="state on">Assigned</span>`
          : html`<form method="get" action="/admin/apps/${app.id}/assign/${person.id}"><button>Assign<span class="visually-hidden"> ${person.login}</span></button></form>`
      }</td>
    </tr>`
  return html`<a class="back" href="/admin/apps/${app.id}/assignments">← ${app.label}</a>
    <header><h1>Assign ${app.label} to People</h1><a class="button primary" href="/admin/apps/${app.id}/assignments">Done</a></header>
    <section class="card">
      <table class="stack"><thead><tr><th>Person</th><th>Username</th><th><span class="visually-hidden">Action</span></th></tr></thead>
      <tbody>${people
        .all()
        .filter((person) => person.status !== 'DEPROVISIONED')
        .map(row)}</tbody></table>
    </section>`
}

function personBody(app: App, person: Person): Html {
  return html`<a class="back" href="/admin/apps/${app.id}/assign">← Assign to People</a>
    <header><h1>Assign ${app.label} to ${nameOf(person)}</h1></header>
    <form class="card" method="post">
      <dl class="facts">
        <dt>User Name</dt><dd>${person.login}</dd>
        <dt>Display Name</dt><dd>${person.displayName || html`<span class="quiet">Not set. Koopid AI needs it.</span>`}</dd>
      </dl>
      <div class="row"><button class="primary">Save and Go Back</button><a class="button" href="/admin/apps/${app.id}/assign">Cancel</a></div>
    </form>`
}
