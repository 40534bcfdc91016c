// The sample providers of `npm start`, added through the same commands an operator uses.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pinnedNode, root } from './installed.mjs'

export const samplePassword = 'Koopid-Local-1'
const stamp = join(root, 'data/.seeded')

/** No process is started for this: the stamp names the database file that was filled. */
export function isSeeded(env) {
  const now = databaseIdentity(env)
  return now !== undefined && existsSync(stamp) && readFileSync(stamp, 'utf8') === now
}

export async function seed(env, globexIssuer, shop) {
  const koopid = commandOf(env)
  await addProvider(koopid, { id: '718', name: 'Acme', plan: 'business', subdomain: 'us-east.app' })
  if (await addProvider(koopid, { id: '719', name: 'Globex', plan: 'enterprise', subdomain: 'app' })) {
    const client = ['--okta-domain', globexIssuer, '--client-id', '0oaglobexkoopid000719']
    await koopid([
      'connection',
      'set',
      '--provider',
      '719',
      ...client,
      '--email-format',
      '*@globex.com',
      '--activate',
    ])
    const chat = ['--name', 'Web chat', '--entry-tag', 'welcome', '--allow-domain', shop]
    await koopid(['channel', 'create', '--provider', '719', ...chat])
  }
  const identity = databaseIdentity(env)
  if (identity) writeFileSync(stamp, identity)
}

/** Answers false, and changes nothing, when the provider is there already: it may be somebody's work. */
async function addProvider(koopid, { id, name, plan, subdomain }) {
  const create = ['provider', 'create', '--id', id, '--name', name, '--plan', plan, '--subdomain', subdomain]
  if (!(await koopid(create))) return false
  const administrator = ['--email', `admin@${name.toLowerCase()}.example`, '--name', `${name} Administrator`]
  return koopid(['admin', 'create', '--provider', id, ...administrator, '--password-stdin'], samplePassword)
}

/** Runs `koopid`; answers false when what it should make exists already. */
function commandOf(env) {
  return (args, input = '') =>
    new Promise((done, refused) => {
      const child = spawn(pinnedNode, ['server/src/cli/koopid.ts', ...args], {
        cwd: root,
        env: { ...process.env, ...env },
      })
      let errors = ''
      child.stderr.on('data', (chunk) => (errors += chunk))
      child.stdout.resume()
      child.stdin.on('error', () => {})
      child.on('error', refused)
      child.on('close', (status) => {
        if (status === 0) done(true)
        else if (/exists already/.test(errors)) done(false)
        else
          refused(
            new Error(
              `Sample data could not be added: koopid ${args.slice(0, 2).join(' ')}: ${errors.trim()}`,
            ),
          )
      })
      child.stdin.end(`${input}\n`)
    })
}

function databaseIdentity(env) {
  const path = /^sqlite:(.+)$/.exec(env.KOOPID_DATABASE_URL)?.[1]
  if (!path || !existsSync(resolve(root, path))) return undefined
  const { ino, birthtimeMs } = statSync(resolve(root, path))
  return `${resolve(root, path)} ${ino} ${birthtimeMs}`
}
