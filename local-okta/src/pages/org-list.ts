import { type Html, html } from './html.ts'
import { page } from './layout.ts'

/** What an unknown host gets: the orgs there are. */
export function orgListPage(orgs: { name: string; url: string }[]): Html {
  return page({
    title: 'No such org',
    body: html`<main class="card narrow">
      <h1>No such org</h1>
      <p>This address belongs to none of the orgs here. There are:</p>
      <ul>
        ${orgs.map(({ name, url }) => html`<li><a href="${url}">${name}</a></li>`)}
      </ul>
    </main>`,
  })
}
