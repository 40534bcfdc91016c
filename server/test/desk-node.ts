/** A server whose leases are short, as a process that can be killed: settings from the environment, the lease as arguments. */
import { buildApp } from '../src/app.ts'
import { settingsFromEnvironment } from '../src/settings.ts'

const settings = settingsFromEnvironment()
const [length, renewEvery] = process.argv.slice(2).map(Number)
const app = await buildApp(settings, { lease: { length: length!, renewEvery: renewEvery! } })
await app.server.listen({ host: settings.listen.host, port: settings.listen.port })
