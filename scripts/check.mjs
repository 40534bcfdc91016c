// `npm run check`: everything that is judged without running the product.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { docsAreCurrent } from './checks/docs.mjs'
import { environmentIsReadInSettingsOnly, lockNamesNoHost, trackedFilesAreClean } from './checks/house.mjs'
import { linksResolve } from './checks/links.mjs'
import { ensureInstalled, root, runNode } from './installed.mjs'

const workspaces = ['contract', 'server', 'web', 'local-okta', 'e2e', 'bench']

/** Runs on customers' pages: what only newer browsers know does not type-check there. */
const forOlderBrowsers = 'web/src/launcher'

/** Each answers a list of complaints; an empty list is a pass. */
const checks = {
  'format and lint': () =>
    tool('@biomejs/biome/bin/biome', ['check', '--colors=off', '--diagnostic-level=error', '.']),
  types: typesHold,
  boundaries: boundariesHold,
  'settings are read in one place': environmentIsReadInSettingsOnly,
  'tracked files name no machine and no registry': trackedFilesAreClean,
  'lock file names no host': lockNamesNoHost,
  'links in the docs resolve': linksResolve,
  'generated docs are current': docsAreCurrent,
}

export async function runChecks(only = Object.keys(checks)) {
  const counts = { passed: 0, failed: 0 }
  for (const name of only) {
    const complaints = await checks[name]()
    counts[complaints.length ? 'failed' : 'passed']++
    console.log(`${complaints.length ? '✗' : '✓'} ${name}`)
    for (const complaint of complaints) console.log(`    ${complaint.replaceAll('\n', '\n    ')}`)
  }
  return counts
}

async function tool(path, args) {
  const { status, output } = await runNode([join(root, 'node_modules', path), ...args], { capture: true })
  return status === 0 ? [] : [output.trim()]
}

async function typesHold() {
  const withFiles = workspaces.filter((name) => hasTypeScript(join(root, name)))
  const complaints = []
  for (const name of [...withFiles, forOlderBrowsers])
    complaints.push(...(await tool('typescript/bin/tsc', ['-p', name, '--pretty', 'false'])))
  return complaints
}

function hasTypeScript(folder) {
  return readdirSync(folder, { recursive: true }).some(
    (path) => /\.tsx?$/.test(path) && !path.includes('node_modules'),
  )
}

async function boundariesHold() {
  const folders = ['contract', 'server', 'web', 'local-okta']
  const cruise = ['dependency-cruiser/bin/dependency-cruiser.mjs', '--output-type', 'err-long', ...folders]
  const { status, output } = await runNode([join(root, 'node_modules', cruise[0]), ...cruise.slice(1)], {
    capture: true,
  })
  // Without a parser for TypeScript it finds no imports, and so nothing to complain about.
  if (/\b0 dependencies cruised/.test(output) || !/dependencies cruised/.test(output))
    return [`dependency-cruiser read no imports; is @swc/core installed?\n${output.trim()}`]
  // It also advises to install an older TypeScript; swc reads ours.
  return status === 0 ? [] : [output.split('‼ missing-tsc')[0].trim()]
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled()
  const chosen = process.argv.slice(2)
  const unknown = chosen.find((name) => !(name in checks))
  if (unknown) {
    console.error(`There is no check "${unknown}". There are: ${Object.keys(checks).join('; ')}.`)
    process.exit(2)
  }
  const { passed, failed } = await runChecks(chosen.length ? chosen : undefined)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed ? 1 : 0
}
