// `npm start`: the portal, a local Okta organization and a demo shop with sample data, from a fresh clone. Ctrl-C stops all.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startDemo } from './demo/serve.mjs'
import { ensureInstalled, root } from './installed.mjs'
import { answers, portIsFree, startProcess, stopAll } from './processes.mjs'
import { isSeeded, seed } from './seed.mjs'
import { ensureWebBuilt } from './web-built.mjs'
import { welcome } from './welcome.mjs'

const listen = process.env.KOOPID_LISTEN || '127.0.0.1:3000'
const oktaListen = process.env.LOCAL_OKTA_LISTEN || '127.0.0.1:3001'
const demoListen = process.env.KOOPID_DEMO_LISTEN || '127.0.0.1:3002'
const publicUrl = new URL(process.env.KOOPID_PUBLIC_URL || `http://localhost:${portOf(listen)}`)
const okta = `http://{org}.okta.localhost:${portOf(oktaListen)}`
const env = {
  KOOPID_LISTEN: listen,
  KOOPID_PUBLIC_URL: publicUrl.origin,
  KOOPID_DATABASE_URL: process.env.KOOPID_DATABASE_URL || 'sqlite:./data/koopid.db',
  KOOPID_UNSAFE_LOOPBACK_ISSUERS: 'true',
  LOCAL_OKTA_LISTEN: oktaListen,
  LOCAL_OKTA_DATA: process.env.LOCAL_OKTA_DATA || './data/local-okta.db',
  LOCAL_OKTA_PORTAL_TEMPLATE: `${publicUrl.protocol}//{app.subdomain}.${publicUrl.host}`,
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => leave(0))

ensureInstalled()
await ensureWebBuilt()
await portsMustBeFree([listen, oktaListen, demoListen])
mkdirSync(join(root, 'data'), { recursive: true })

const organization = start('The local Okta organization', 'local-okta/src/main.ts', 'data/local-okta.log')
const organizationReady = answers(
  organization,
  portOf(oktaListen),
  okta.replace('{org}', 'globex'),
  '/.well-known/openid-configuration',
)
if (!isSeeded(env)) {
  await organizationReady
  console.log('Adding sample providers …')
  await seed(env, okta.replace('{org}', 'globex'), `shop.localhost:${portOf(demoListen)}`).catch((error) =>
    leave(1, error.message),
  )
}
await portsMustBeFree([listen])
const server = start('The portal', 'server/src/main.ts', 'data/server.log')
await Promise.all([organizationReady, answers(server, portOf(listen), publicUrl.origin, '/readyz')])
const portalOrigin = `${publicUrl.protocol}//app.${publicUrl.host}`
const demo = await startDemo({ listen: demoListen, portalOrigin })
console.log(welcome(publicUrl, okta, demo.origin))

function start(name, script, log) {
  return startProcess({ name, script, log, env, died: (message) => leave(1, message) })
}

async function portsMustBeFree(addresses) {
  for (const address of addresses) {
    if (await portIsFree(address)) continue
    const variable =
      { [listen]: 'KOOPID_LISTEN', [oktaListen]: 'LOCAL_OKTA_LISTEN' }[address] ?? 'KOOPID_DEMO_LISTEN'
    const other = `${variable}=127.0.0.1:${portOf(address) + 100}`
    await leave(
      1,
      `${address} is in use, perhaps by another npm start: stop that one, or take another port: ${other} npm start`,
    )
  }
}

async function leave(status, message) {
  if (message) console.error(message)
  await stopAll()
  if (!message) console.log('Stopped.')
  process.exit(status)
}

function portOf(address) {
  return Number(address.slice(address.lastIndexOf(':') + 1))
}
