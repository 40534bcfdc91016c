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
<p class="brand">${brand}</p>
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

const style = `
:root { color-scheme: light dark; --page: #f5f6f8; --card: #fff; --text: #1b1f27; --quiet: #565e6c; --line: #dde1e7; --accent: #0f766e; --note: #e9f5f3 }
@media (prefers-color-scheme: dark) { :root { --page: #14171c; --card: #1c2027; --text: #eceef2; --quiet: #a4acb9; --line: #343a45; --accent: #2dd4bf; --note: #17302e } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
main { width: 100%; max-width: 560px; padding: 32px; background: var(--card); border: 1px solid var(--line); border-radius: 16px }
.brand { margin: 0 0 24px; color: var(--accent); font-weight: 650 }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25 }
.sentence { margin: 0 0 20px; color: var(--quiet) }
.remedy { margin: 0 0 24px; padding: 14px 16px; background: var(--note); border-radius: 10px }
.remedy strong { display: block; font-size: 13px }
.actions { display: flex; flex-wrap: wrap; gap: 12px 20px; align-items: center; margin-bottom: 28px }
a { color: var(--accent) }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.button { display: inline-block; padding: 10px 18px; border-radius: 10px; background: var(--accent); color: var(--card); font-weight: 600; text-decoration: none }
dl { margin: 0; padding-top: 16px; border-top: 1px solid var(--line); font-size: 14px }
dl div { display: flex; flex-wrap: wrap; gap: 0 8px; margin: 4px 0 }
dt { min-width: 128px; color: var(--quiet) }
dd { margin: 0; overflow-wrap: anywhere }
@media (max-width: 480px) { main { padding: 24px 20px } h1 { font-size: 21px } }
`
