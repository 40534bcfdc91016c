import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'local-okta-'))
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

/** The server as its own process, so that it can be killed. */
async function run(): Promise<{ child: ChildProcess; port: number }> {
  const env = { LOCAL_OKTA_LISTEN: '127.0.0.1:0', LOCAL_OKTA_DATA: join(folder, 'state.db') }
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  running.add(child)
  let said = ''
  for await (const piece of child.stdout!) {
    said += piece
    const port = /acme\.okta\.localhost:(\d+)/.exec(said)?.[1]
    if (port) return { child, port: Number(port) }
  }
  throw new Error('the server ended before it listened')
}

function ask(
  port: number,
  path: string,
  form?: Record<string, string>,
  cookie = '',
): Promise<{ status: number; cookie: string }> {
  const host = `acme.okta.localhost:${port}`
  const headers = {
    host,
    cookie,
    origin: `http://${host}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const method = form ? 'POST' : 'GET'
  return new Promise((resolve, reject) => {
    const outgoing = request({ agent: false, host: '127.0.0.1', port, path, method, headers }, (incoming) => {
      incoming.resume()
      const [sid = ''] = incoming.headers['set-cookie']?.[0]?.split(';') ?? []
      incoming.on('end', () => resolve({ status: incoming.statusCode!, cookie: sid }))
    })
    outgoing.on('error', reject)
    outgoing.end(form && new URLSearchParams(form).toString())
  })
}

it('an Okta session outlives kill -9', async () => {
  const first = await run()
  const form = { step: 'password', username: 'ada.agent@acme.com', password: 'Local-Okta-1' }
  const { cookie } = await ask(first.port, '/login/login.htm', form)
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const second = await run()
  expect((await ask(second.port, '/app/UserHome', undefined, cookie)).status).toBe(200)
  expect((await ask(second.port, '/app/UserHome')).status).toBe(302)
})
