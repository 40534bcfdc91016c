import type { FastifyRequest } from 'fastify'
import { actsFor, type LifecycleAct, type Person, type PersonFields } from '../org/people.ts'
import { choice, confirmed, field } from '../pages/form.ts'
import { type Html, html } from '../pages/html.ts'

export type PersonForm = Partial<PersonFields> & { password?: string; admin?: string }
const STATUS: Record<Person['status'], { label: string; look: string }> = {
  STAGED: { label: 'Staged', look: '' },
  ACTIVE: { label: 'Active', look: 'on' },
  SUSPENDED: { label: 'Suspended', look: 'off' },
  DEPROVISIONED: { label: 'Deactivated', look: 'off' },
}

/** What the console calls a person. */
export const nameOf = (person: Person) => person.displayName || person.login
function stateOf(person: Person): Html {
  const { label, look } = STATUS[person.status]
  return html`<span class="state ${look}">${label}</span>`
}

/** Directory → People, searched. */
export function listBody(request: FastifyRequest, q: string): Html {
  const wanted = q.toLowerCase()
  const found = request.site.org.people
    .all()
    .filter((person) =>
      `${person.login} ${person.displayName} ${person.email}`.toLowerCase().includes(wanted),
    )
  const row = (person: Person) => html`<tr>
      <td><a href="/admin/people/${person.id}">${nameOf(person)}</a></td>
      <td>${person.login}</td><td>${person.email}</td><td>${stateOf(person)}</td>
    </tr>`
  return html`<header><h1>People</h1><a class="button primary" href="/admin/people/new">Add person</a></header>
    <form class="field" role="search" method="get">
      <label for="q">Search people</label>
      <div class="row"><input id="q" name="q" type="search" value="${q}"><button>Search</button></div>
    </form>
    <section class="card">${
      found.length > 0
        ? html`<table class="stack"><thead><tr><th>Person</th><th>Username</th><th>Primary email</th><th>Status</th></tr></thead><tbody>${found.map(row)}</tbody></table>`
        : html`<div class="empty"><strong>Nobody matches “${q}”</strong><a href="/admin/people">Show everyone</a></div>`
    }</section>`
}

/** The form to add a person, or to edit one. */
export function formBody(values: PersonForm, person?: Person): Html {
  const back = person ? `/admin/people/${person.id}` : '/admin/people'
  return html`<a class="back" href="${back}">← ${person ? nameOf(person) : 'People'}</a>
    <header><h1>${person ? `Edit ${nameOf(person)}` : 'Add Person'}</h1></header>
    <form class="card" method="post">
      ${field('Username', 'login', values.login ?? '', { required: true, hint: 'Koopid AI expects an e-mail address.' })}
      ${field('First name', 'firstName', values.firstName ?? '')}
      ${field('Last name', 'lastName', values.lastName ?? '')}
      ${field('Primary email', 'email', values.email ?? '', { type: 'email' })}
      ${field('Display Name', 'displayName', values.displayName ?? '', { hint: 'Koopid AI needs it: people without one cannot sign in there.' })}
      ${field('Password', 'password', '', { type: 'password', autocomplete: 'new-password', ...(person ? { hint: 'Leave empty to keep the present one.' } : { required: true }) })}
      ${choice('checkbox', 'admin', 'on', 'Administrator of this org', person?.role === 'org-admin' || values.admin === 'on')}
      <div class="row"><button class="primary">Save</button><a class="button" href="${back}">Cancel</a></div>
    </form>`
}

const ACTS: Record<LifecycleAct, { label: string; warning?: string; mild?: boolean }> = {
  activate: { label: 'Activate' },
  unsuspend: { label: 'Unsuspend' },
  suspend: {
    label: 'Suspend',
    mild: true,
    warning: 'They are signed out of Okta at once and cannot sign in until unsuspended.',
  },
  deactivate: { label: 'Deactivate', warning: 'They are signed out of Okta at once and cannot sign in.' },
}

/** One person: profile, and what can be done to them. */
export function personBody(request: FastifyRequest, person: Person): Html {
  const self = person.id === request.person.id
  const facts: [string, string][] = [
    ['Username', person.login],
    ['First name', person.firstName],
    ['Last name', person.lastName],
    ['Primary email', person.email],
    ['Display Name', person.displayName],
    ['Okta user ID', person.id],
    ['Okta sessions', String(request.site.org.people.sessions(person.id))],
  ]
  return html`<a class="back" href="/admin/people">← People</a>
    <header><div><h1>${nameOf(person)}</h1>${stateOf(person)}</div><a class="button" href="/admin/people/${person.id}/edit">Edit</a></header>
    <section class="card"><h2>Profile</h2><dl class="facts">${facts.map(
      ([label, value]) =>
        html`<dt>${label}</dt><dd>${value || html`<span class="quiet">Not set</span>`}</dd>`,
    )}</dl></section>
    <section class="card"><h2>Actions</h2><div class="row">
      ${!self && actsFor(person.status).map((act) => actButton(person, act))}
      ${confirmed({ id: 'clear-sessions', button: 'Clear user sessions', title: 'Clear user sessions?', text: `${nameOf(person)} is signed out of Okta in every browser. Apps they have open do not hear of it.`, action: `/admin/people/${person.id}/clear-sessions`, confirm: 'Clear sessions', mild: true })}
      ${!self && confirmed({ id: 'delete-person', button: 'Delete', title: `Delete ${nameOf(person)}?`, text: 'The person and their assignments are gone for good. Someone added later with the same username is someone else.', action: `/admin/people/${person.id}/delete`, confirm: 'Delete' })}
    </div></section>`
}

function actButton(person: Person, act: LifecycleAct): Html {
  const { label, warning, mild = false } = ACTS[act]
  const action = `/admin/people/${person.id}/${act}`
  if (!warning) return html`<form method="post" action="${action}"><button>${label}</button></form>`
  return confirmed({
    id: act,
    button: label,
    title: `${label} ${nameOf(person)}?`,
    text: warning,
    action,
    confirm: label,
    mild,
  })
}
