#!/usr/bin/env node
// `npx koopid …`: the command line of the server, on the pinned Node.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, fail, pinnedNode, root } from './installed.mjs'

ensureInstalled()
const child = spawn(pinnedNode, [join(root, 'server/src/cli/koopid.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
})
// The terminal signals the whole group; a signal sent to this process alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => fail(error.message))
child.on('exit', (status, signal) => {
  if (!signal) process.exit(status)
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
})
