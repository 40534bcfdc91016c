import { buildLocalOkta } from './app.ts'
import { readSettings } from './settings.ts'

const settings = readSettings(process.env)
const { server, issuer } = await buildLocalOkta(settings)
await server.listen({ host: settings.host, port: settings.port })
for (const name of ['acme', 'globex']) console.log(`Local test org: ${issuer(name)}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => server.close().then(() => process.exit(0)))
}
