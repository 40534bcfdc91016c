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

export async function seed(env, globexIssuer) {
  const koopid = commandOf(env)
  await koopid([
    'provider',
    'create',
    '--id',
    '718',
    '--name',
    'Acme',
    '--plan',
    'business',
    '--subdomain',
    'us-east.app',
  ])
  await addAdministrator(koopid, '718', 'admin@acme.example')
  await koopid([
    'provider',
    'create',
    '--id',
    '719',
    '--name',
    'Globex',
    '--plan',
    'enterprise',
    '--subdomain',
    'app',
  ])
  await addAdministrator(koopid, '719', 'admin@globex.example')
  const connection = [
    '--okta-domain',
    globexIssuer,
    '--client-id',
    '0oaglobexkoopid000719',
    '--email-format',
    '*@globex.com',
  ]
  await koopid(['connection', 'set', '--provider', '719', ...connection, '--activate'])
  const identity = databaseIdentity(env)
  if (identity) writeFileSync(stamp, identity)
}

function addAdministrator(koopid, provider, email) {
  const name = `${email.includes('acme') ? 'Acme' : 'Globex'} Administrator`
  return koopid(
    ['admin', 'create', '--provider', provider, '--email', email, '--name', name, '--password-stdin'],
    samplePassword,
  )
}

/** Runs `koopid`; what exists already is left as it is. */
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
      child.on('error', refused)
      child.on('close', (status) => {
        if (status === 0 || /already|exists/i.test(errors)) return done()
        refused(
          new Error(`Sample data could not be added: koopid ${args.slice(0, 4).join(' ')}: ${errors.trim()}`),
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
