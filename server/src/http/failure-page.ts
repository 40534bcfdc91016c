import { type FailureCode, failures, type Responsible } from '@koopid/contract'

export type FailurePage = {
  brand: string
  code: FailureCode
  incident: string
  detail?: string | undefined
  /** Where "Try again" leads; absent hides it. */
  retry?: string | undefined
}

const responsibleNames: Record<Responsible, string> = {
  agent: 'You',
  okta_administrator: 'Your Okta administrator',
  provider_administrator: 'Your provider administrator',
  operator: 'The operator of this service',
}

/** Text made safe inside HTML elements and quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** A page that needs nothing else to load: one sentence, one remedy, the incident id. */
export function renderFailurePage(page: FailurePage): string {
  const failure = failures[page.code]
  const brand = escapeHtml(page.brand)
  const retry = page.retry ? `<a class="button" href="${escapeHtml(page.retry)}">Try again</a>` : ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(failure.title)} – ${brand}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="brand">${mark}${brand}</p>
<h1>${escapeHtml(failure.title)}</h1>
<p class="sentence">${escapeHtml(page.detail ?? failure.sentence)}</p>
<p class="remedy"><strong>What to do</strong> ${escapeHtml(failure.remedy)}</p>
<div class="actions">${retry}<a class="quiet" href="/login">Sign-in page</a></div>
<dl>
<div><dt>Incident</dt><dd><code>${escapeHtml(page.incident)}</code></dd></div>
<div><dt>Code</dt><dd><code>${page.code}</code></dd></div>
<div><dt>Who can fix it</dt><dd>${responsibleNames[failure.responsible]}</dd></div>
</dl>
</main>
</body>
</html>
`
}

/** The logo mark, as on the web app's pages. */
const mark = `<svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true"><path fill="#0c7a72" d="M9 2h14a7 7 0 0 1 7 7v9a7 7 0 0 1-7 7h-8.2l-6.1 4.7c-.7.5-1.7 0-1.7-.8v-4.2A7 7 0 0 1 2 18V9a7 7 0 0 1 7-7Z"/><path fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" d="M12 8v11M20.5 8l-7 5.6 7.2 5.4"/></svg>`

/** The web app's colours: a person goes to and fro between its pages and this one. */
const style = `
:root { color-scheme: light dark; --page: #f3f6f6; --card: #fff; --text: #1b2629; --quiet: #56646a; --line: #dde4e5; --accent: #07635d; --note: #e7f8f5 }
@media (prefers-color-scheme: dark) { :root { --page: #11181a; --card: #182124; --text: #dfe5e6; --quiet: #b3bfc3; --line: #2d383d; --accent: #70cebe; --note: #133430 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 24px 16px; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
main { width: 100%; max-width: 560px; padding: 32px; background: var(--card); border: 1px solid var(--line); border-radius: 16px }
.brand { display: flex; align-items: center; gap: 10px; margin: 0 0 24px; font-weight: 650 }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25 }
.sentence { margin: 0 0 20px; color: var(--quiet) }
.remedy { margin: 0 0 24px; padding: 14px 16px; background: var(--note); border-radius: 10px }
.remedy strong { display: block; font-size: 13px }
.actions { display: flex; flex-wrap: wrap; gap: 12px 20px; align-items: center; margin-bottom: 28px }
a { color: var(--accent) }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.button { display: inline-block; padding: 10px 18px; border-radius: 8px; background: #0c7a72; color: #fff; font-weight: 600; text-decoration: none }
dl { margin: 0; padding-top: 16px; border-top: 1px solid var(--line); font-size: 14px }
dl div { display: grid; grid-template-columns: 112px minmax(0, 1fr); gap: 8px; margin: 6px 0 }
dt { color: var(--quiet) }
dd { margin: 0; overflow-wrap: anywhere }
@media (max-width: 480px) { main { padding: 24px 20px } h1 { font-size: 21px } }
`
