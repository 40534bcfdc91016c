import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Above every port that browsers refuse (Fetch, "port blocking"), below those the system gives out: on Linux from 32768. */
const ours = { from: 12_000, until: 32_768 }

/**
 * A port of 127.0.0.1 to listen on a moment later, and again after a restart. Not one of the system's choice: that it
 * may give to any connection before we listen.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(ours.from, ours.until)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false
    throw error
  }
  probe.close()
  await once(probe, 'close')
  return true
}
