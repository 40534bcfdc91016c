/** Server and local Okta organization as real processes on free ports, with data that is thrown away. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { freePort } from '../server/test/free-port.ts'
import { startProxy } from './chaos/proxy.ts'
import { ask, type Program, startProgram, untilAnswers } from './programs.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const screenshots = fileURLToPath(new URL('screenshots/', import.meta.url))

export interface WorldOptions {
  /** `sqlite:…` or `postgres://…`; without it, a temporary SQLite file. */
  database?: string
  /** Faults that an organization starts with, such as `{ globex: ['wrong-audience'] }`. */
  faults?: Record<string, string[]>
  /** Further settings of the server. */
  env?: Record<string, string>
  /** Browsers reach the server through a network that can fail; `proxy` is its hand. */
  network?: boolean
}

export interface Finished {
  status: number
  stdout: string
  stderr: string
}

export type World = Awaited<ReturnType<typeof startWorld>>

export async function startWorld(options: WorldOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'koopid-world-'))
  const [port, oktaPort] = [await freePort(), await freePort()]
  const inner = options.network ? await freePort() : port
  const env = {
    KOOPID_PUBLIC_URL: `http://localhost:${port}`,
    KOOPID_LISTEN: `127.0.0.1:${inner}`,
    KOOPID_DATABASE_URL: options.database ?? `sqlite:${join(folder, 'koopid.db')}`,
    KOOPID_UNSAFE_LOOPBACK_ISSUERS: 'true',
    LOCAL_OKTA_LISTEN: `127.0.0.1:${oktaPort}`,
    LOCAL_OKTA_DATA: join(folder, 'local-okta.db'),
    LOCAL_OKTA_PORTAL_TEMPLATE: `http://{app.subdomain}.localhost:${port}`,
    ...options.env,
  }
  const org = (name: string) => `http://${name}.okta.localhost:${oktaPort}`
  const started: Program[] = []
  const start = (script: string) => {
    const program = startProgram([join(root, script)], { cwd: folder, env })
    started.push(program)
    return program
  }
  const startServer = async () => {
    const program = start('server/src/main.ts')
    await untilAnswers(program, `http://localhost:${inner}/readyz`)
    return program
  }
  const setFaults = (name: string, on: string[], { once = false } = {}) =>
    ask(`${org(name)}/faults`, { method: 'PUT', json: { on, once } })

  const proxy = options.network ? await startProxy(port, inner, Math.random) : undefined

  async function stop() {
    await proxy?.stop()
    await Promise.all(started.map((program) => program.end('SIGTERM')))
    await rm(folder, { recursive: true, force: true })
  }

  try {
    const okta = start('local-okta/src/main.ts')
    await untilAnswers(okta, `${org('globex')}/.well-known/openid-configuration`)
    for (const [name, on] of Object.entries(options.faults ?? {})) await setFaults(name, on)
    let server = await startServer()
    return {
      org,
      proxy,
      setFaults,
      stop,
      portal: (subdomain: string) => `http://${subdomain}.localhost:${port}`,
      /** Runs a `koopid` command; `input` becomes its standard input. */
      async koopid(args: string[], input = ''): Promise<Finished> {
        const program = startProgram([join(root, 'server/src/cli/koopid.ts'), ...args], {
          cwd: folder,
          env,
          input,
        })
        const status = await program.ended
        return { status, stdout: program.stdout(), stderr: program.stderr() }
      },
      /** The server's process id, for measuring. */
      serverPid: () => server.pid,
      serverLog: () => server.stdout() + server.stderr(),
      kill9: () => server.end('SIGKILL'),
      async restart() {
        await server.end('SIGTERM')
        server = await startServer()
      },
      async screenshot(page: Page, name: string, { fullPage = false } = {}) {
        await mkdir(screenshots, { recursive: true })
        await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage, animations: 'disabled' })
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
