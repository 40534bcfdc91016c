/** Vitest global setup: one PostgreSQL per run, started when the first suite asks for a database. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { createDatabase, type Postgres, startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers each GET with the URL of a new database. */
    postgres: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<Postgres> | undefined
  const desk = createServer((_request, response) => {
    started ??= startPostgres()
    started
      .then(({ adminUrl }) => createDatabase(adminUrl))
      .then((url) => response.end(url))
      .catch((error) => response.writeHead(500).end(String(error?.stack ?? error)))
  })
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve))
  project.provide('postgres', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`)
  return async () => {
    desk.close()
    const postgres = await started?.catch(() => undefined)
    await postgres?.stop()
  }
}
