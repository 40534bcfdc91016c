import { readFileSync } from 'node:fs'
import type { Person } from '../org/people.ts'
import { PAGE_SCRIPT } from './form.ts'
import { type Html, html, raw } from './html.ts'

export const rawStyles = readFileSync(new URL('./style.css', import.meta.url), 'utf8')

const SECTIONS = [
  { title: 'Applications', links: [['Applications', '/admin/apps']] },
  { title: 'Directory', links: [['People', '/admin/people']] },
  { title: 'Security', links: [['Keys', '/admin/keys']] },
  { title: 'Testing', links: [['Faults', '/admin/faults']] },
] as const

/** The frame of every page. The sentence at its top is what keeps a test org from being taken for Okta. */
export function page({ title, org, body }: { title: string; org?: string; body: Html }): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="referrer" content="same-origin">
  <title>${title}${org ? ` · ${org}` : ''} · Local test org</title>
  <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect width='8' height='8' rx='2' fill='%230b6472'/%3E%3C/svg%3E">
  <link rel="stylesheet" href="/pages/style.css">
</head>
<body>
  <p class="notice" role="note">Local test org — this is not Okta</p>
  ${body}
</body>
</html>`
}

/** A page of someone who is signed in: whose org, who they are, the way out. */
export function signedInPage(input: {
  title: string
  org: string
  person: Person
  body: Html
  admin?: boolean
}): Html {
  const { title, org, person, body, admin = false } = input
  const name = person.displayName || person.login
  const other = admin
    ? html`<a href="/app/UserHome">My apps</a>`
    : person.role === 'org-admin' && html`<a href="/admin">Admin</a>`
  return page({
    title,
    org,
    body: html`<a class="skip" href="#main">Skip to content</a>
  <header class="top">
    <a class="org" href="${admin ? '/admin' : '/app/UserHome'}"><span aria-hidden="true">${org.slice(0, 1)}</span>${org}${admin ? ' admin' : ''}</a>
    <div class="spacer"></div>
    <span class="who quiet small">${name}</span>
    ${other}
    <form method="post" action="/login/signout"><button>Sign out</button></form>
  </header>
  ${body}`,
  })
}

export type AdminView = {
  title: string
  path: string
  body: Html
  done?: string | undefined
  error?: string | undefined
}

/** A page of the admin console. */
export function adminPage(org: string, person: Person, view: AdminView): Html {
  const { title, path, body, done, error } = view
  return signedInPage({
    title,
    org,
    person,
    admin: true,
    body: html`<div class="shell">
    <nav class="side" aria-label="Admin">
      ${SECTIONS.map(
        ({ title: heading, links }) => html`<h2>${heading}</h2>
      ${links.map(([label, href]) => html`<a href="${href}"${path.startsWith(href) && raw(' aria-current="page"')}>${label}</a>`)}`,
      )}
    </nav>
    <main class="content" id="main">
      ${done && html`<p class="done" role="status">${done}</p>`}
      ${error && html`<p class="error" role="alert">${error}</p>`}
      ${body}
    </main>
  </div>
  <script>${raw(PAGE_SCRIPT)}</script>`,
  })
}
