/** Child processes of a story, and plain HTTP to them. */
import { spawn } from 'node:child_process'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export type Program = ReturnType<typeof startProgram>

export interface ProgramOptions {
  cwd: string
  env?: Record<string, string>
  input?: string
  /** Command in front of Node, such as `['taskset', '-c', '0']`. */
  prefix?: string[]
}

/** Starts a script with the Node that runs this one. */
export function startProgram(args: string[], { cwd, env = {}, input = '', prefix = [] }: ProgramOptions) {
  const [command, ...rest] = [...prefix, process.execPath, ...args]
  const child = spawn(command!, rest, { cwd, env: { ...process.env, ...env } })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk) => {
      output[name] = (output[name] + chunk).slice(-200_000)
    })
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', (status) => resolve(status ?? 1))
  })
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  ended.then(() => process.removeListener('exit', killAtExit))
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return {
    pid: child.pid!,
    ended,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    running: () => child.exitCode === null && child.signalCode === null,
    async end(signal: NodeJS.Signals) {
      child.kill(signal)
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(late)
    },
  }
}

export async function untilAnswers(program: Program, url: string, seconds = 30): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  let last = 'no connection'
  for (; Date.now() < deadline && program.running(); await sleep(30)) {
    const answer = await ask(url).catch(() => undefined)
    if (answer?.status === 200) return
    if (answer) last = `status ${answer.status}`
  }
  throw new Error(`${url} did not become ready (${last}).\n${program.stdout()}${program.stderr()}`.trim())
}

/** HTTP to a name under localhost; connects to 127.0.0.1, since not every resolver knows such names. */
export function ask(
  url: string,
  {
    method = 'GET',
    json,
    headers = {},
  }: { method?: string; json?: unknown; headers?: Record<string, string> } = {},
): Promise<{ status: number; text: string; cookies: string[] }> {
  const { host, port, pathname, search } = new URL(url)
  const body = json === undefined ? undefined : JSON.stringify(json)
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path: pathname + search, method, headers: { host, ...type, ...headers } },
      async (answer) => {
        const chunks = await answer.toArray().catch(() => [])
        const cookies = answer.headers['set-cookie'] ?? []
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString(), cookies })
      },
    )
    asked.setTimeout(5000, () => asked.destroy(new Error(`${url} did not answer within five seconds`)))
    asked.on('error', reject)
    asked.end(body)
  })
}
