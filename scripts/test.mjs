// `npm test`: everything, from a fresh clone. `npm test -- path …` runs the test files that match.
// The last line of output is "N passed, M failed".
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, root, runNode } from './installed.mjs'
import { ensureWebBuilt } from './web-built.mjs'

const filters = process.argv.slice(2)
const total = { passed: 0, failed: 0 }
const reports = mkdtempSync(join(tmpdir(), 'koopid-test-'))
// Hundreds of servers and commands are started: each file is compiled once for all of them.
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') }

ensureInstalled()
await ensureWebBuilt()
if (filters.length === 0) await runAllChecks()
// The browser stories run after the rest: on two cores they would only make each other slow.
await runVitest('tests of each workspace', ['contract', 'server*', 'local-okta', 'web'])
await runVitest('stories in a browser', ['e2e'])
rmSync(reports, { recursive: true, force: true })

if (total.passed + total.failed === 0) console.log('Nothing ran: no test file matches.')
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
console.log(`${total.passed} passed, ${total.failed} failed`)

async function runAllChecks() {
  const { runChecks } = await import('./check.mjs')
  add(await runChecks())
}

async function runVitest(title, projects) {
  console.log(`\n— ${title} —`)
  const report = join(reports, `${projects[0]}.json`)
  const vitest = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const { status } = await runNode([...vitest, ...filters], { env })
  add(countsOf(report, status))
}

/** Vitest's report; a file that could not be loaded, or a run that broke off, counts as one failure. */
function countsOf(report, status) {
  let json
  try {
    json = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return { passed: 0, failed: status === 0 ? 0 : 1 }
  }
  const broken = json.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const failed = json.numFailedTests + broken.length
  return { passed: json.numPassedTests, failed: failed || (status === 0 ? 0 : 1) }
}

function add({ passed, failed }) {
  total.passed += passed
  total.failed += failed
}
