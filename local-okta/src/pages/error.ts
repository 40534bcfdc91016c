import { type Html, html } from './html.ts'
import { page } from './layout.ts'

/** A page for what cannot be sent back to the app: what happened, and a way on. */
export function errorPage(org: string, title: string, text: string): Html {
  return page({
    title,
    org,
    body: html`<main class="card narrow">
      <h1>${title}</h1>
      <p>Your request resulted in an error. ${text}</p>
      <p><a class="button" href="/app/UserHome">Go to the dashboard</a></p>
    </main>`,
  })
}
