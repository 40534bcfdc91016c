// Child processes of `npm start`: start, wait until one answers, stop all.
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pinnedNode, root } from './installed.mjs'

const running = new Set()
let stopping = false

/** Output goes to the log file; `died` hears one message when the process ends by itself. */
export function startProcess({ name, script, log, env, died }) {
  const file = openSync(join(root, log), 'w')
  const child = spawn(pinnedNode, [script], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', file, file],
    // A process group of its own: Ctrl-C in the terminal reaches it through us only, once.
    detached: process.platform !== 'win32',
  })
  closeSync(file)
  running.add(child)
  child.on('error', (error) => died(`${name} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => {
    running.delete(child)
    if (!stopping)
      died(`${name} ended (${signal ?? `exit status ${code}`}). Its last lines, from ${log}:\n${tail(log)}`)
  })
  return child
}

function tail(log) {
  const lines = readFileSync(join(root, log), 'utf8').trimEnd().split('\n')
  return lines
    .filter((line) => !/^\s+at /.test(line))
    .slice(-12)
    .join('\n')
}

/** Resolves when GET answers 200. The name goes into `Host`: not every resolver knows names under localhost. */
export async function answers(child, port, origin, path) {
  while (child.exitCode === null && child.signalCode === null) {
    if ((await statusOf(port, new URL(origin).host, path)) === 200) return
    await sleep(50)
  }
  await new Promise(() => {})
}

function statusOf(port, host, path) {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path, headers: { host }, timeout: 2000 }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(0))
    asked.end()
  })
}

export function portIsFree(address) {
  const separator = address.lastIndexOf(':')
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    const host = address.slice(0, separator).replace(/^\[|\]$/g, '')
    probe.listen(Number(address.slice(separator + 1)), host, () => probe.close(() => resolve(true)))
  })
}

/** Asks politely, so that the server can finish what it is answering; after five seconds no longer. */
export async function stopAll() {
  stopping = true
  const children = [...running]
  const ended = children.map((child) => new Promise((resolve) => child.once('exit', resolve)))
  for (const child of children) child.kill('SIGTERM')
  const late = setTimeout(() => {
    for (const child of children) child.kill('SIGKILL')
  }, 5000)
  await Promise.all(ended)
  clearTimeout(late)
}
