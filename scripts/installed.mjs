// What every command needs first: the packages of package-lock.json, and with them the pinned Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const windows = process.platform === 'win32'
export const pinnedNode = join(root, 'node_modules/node/bin', windows ? 'node.exe' : 'node')
const stamp = join(root, 'node_modules/.koopid-installed')

export function ensureInstalled() {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 20) fail(`Node ${process.versions.node} is too old to begin with. Install Node 20 or newer.`)
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const wanted = createHash('sha256').update(lock).digest('hex')
  if (!isInstalled(lock, wanted)) install()
  if (!existsSync(pinnedNode))
    fail(
      'npm did not install the pinned Node. Allow install scripts (npm config set ignore-scripts false), delete node_modules and try again.',
    )
  if (readIf(stamp) !== wanted) writeFileSync(stamp, wanted)
}

function isInstalled(lock, wanted) {
  if (readIf(stamp) === wanted) return true
  // npm's own record; it lacks packages of other platforms, so those are not asked for.
  const record = readIf(join(root, 'node_modules/.package-lock.json'))
  if (!record) return false
  const installed = JSON.parse(record).packages
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, entry]) =>
      !path.startsWith('node_modules/') ||
      entry.optional ||
      entry.link ||
      installed[path]?.version === entry.version,
  )
}

function install() {
  // On stderr, like npm's own words: stdout belongs to the command that follows.
  console.error('Installing packages (npm ci), about half a minute …')
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund']
  const { status, error } = spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  })
  if (error || status !== 0)
    fail(`npm ci failed${error ? `: ${error.message}` : ''}. Its message above names the reason.`)
}

function readIf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

export function fail(message) {
  console.error(message)
  process.exit(1)
}

/** Runs a script with the pinned Node; answers its exit status, and its output when captured. */
export function runNode(args, { env = {}, capture = false, cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(pinnedNode, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
    })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ status: 1, output: error.message }))
    child.on('close', (status) => resolve({ status: status ?? 1, output }))
  })
}
