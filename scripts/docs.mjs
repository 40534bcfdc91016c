// Writes docs/errors.md and docs/settings.md from the code that defines them. `--check` only compares.
// Runs on the pinned Node, which reads TypeScript: `npx node scripts/docs.mjs`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)
const stale = []

await generate('docs/errors.md', 'contract/src/failures.ts', errorsPage)
await generate('docs/settings.md', 'server/src/settings.ts', settingsPage)
if (stale.length) {
  console.error(`${stale.join(', ')} no longer says what the code does; run npx node scripts/docs.mjs`)
  process.exitCode = 1
}

async function generate(target, source, page) {
  if (!existsSync(new URL(source, root))) return
  const text = page(await import(new URL(source, root)))
  const file = new URL(target, root)
  const current = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (current === text) return
  if (process.argv.includes('--check')) stale.push(target)
  else {
    writeFileSync(file, text)
    console.log(`${fileURLToPath(file)} written`)
  }
}

function errorsPage({ failures }) {
  const rows = Object.entries(failures).map(([code, entry]) => {
    const cells = [
      `\`${code}\``,
      entry.status,
      entry.title,
      entry.sentence,
      entry.remedy,
      owner(entry.responsible),
    ]
    return `| ${cells.join(' | ')} |`
  })
  return `# Errors

Generated from \`contract/src/failures.ts\`; do not edit.

Each refusal shows its code and an incident id. An administrator of the provider opens the incident under
*Sign-in traces* in the provider portal and sees the step that said no, and why.

| code | HTTP | title | what happened | what to do | who can |
|---|---|---|---|---|---|
${rows.join('\n')}
`
}

function owner(responsible) {
  return responsible.replaceAll('_', ' ')
}

function settingsPage({ settingsTable }) {
  const rows = settingsTable.map(
    ([name, fallback, meaning]) => `| \`${name}\` | ${asCell(fallback)} | ${meaning} |`,
  )
  return `# Settings

Generated from \`server/src/settings.ts\`; do not edit. All are environment variables. A mistake stops the start, and
all mistakes are reported at once.

| variable | default | meaning |
|---|---|---|
${rows.join('\n')}
`
}

/** A value as code, a description ("none", "generated …") as prose. */
function asCell(fallback) {
  return fallback === 'none' || fallback.includes('; ') ? fallback : `\`${fallback}\``
}
