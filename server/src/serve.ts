import { type App, buildApp } from './app.ts'
import type { Settings } from './settings.ts'

/** Seconds that a stop may take before the process is ended anyway. */
const drainLimit = 25

/** Migrates, listens, and drains on SIGTERM or SIGINT. @returns when the server listens. */
export async function serve(settings: Settings): Promise<App> {
  const app = await buildApp(settings, { logger: { level: 'info', base: null } })
  await app.server.listen({ host: settings.listen.host, port: settings.listen.port })
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    app.server.log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), drainLimit * 1000).unref()
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        app.server.log.error({ err: error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  return app
}
