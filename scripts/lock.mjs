// Writes package-lock.json without download addresses, so that any registry mirror serves it.
// npm's own `omit-lockfile-registry-resolved` drops other platforms' optional packages with them.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const lockFile = new URL('../package-lock.json', import.meta.url)
execFileSync(
  'npm',
  ['install', '--package-lock-only', '--omit-lockfile-registry-resolved=false', '--loglevel=error'],
  { stdio: 'inherit' },
)
const lock = JSON.parse(readFileSync(lockFile, 'utf8'))
for (const entry of Object.values(lock.packages)) if (!entry.link) delete entry.resolved
writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`)
console.log('package-lock.json written without download addresses')
