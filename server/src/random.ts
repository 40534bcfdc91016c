import { randomFillSync } from 'node:crypto'

/** Asking the system for random bytes costs the same for 16 as for 8192, so they are drawn in blocks. */
const block = Buffer.alloc(8192)
let used = block.length

/** Cryptographically strong random bytes; each is given out once. @param count at most 1024 */
export function randomBytesOf(count: number): Buffer {
  if (used + count > block.length) {
    randomFillSync(block)
    used = 0
  }
  const bytes = Buffer.from(block.subarray(used, used + count))
  // A later memory dump shall not hold what was given out.
  block.fill(0, used, used + count)
  used += count
  return bytes
}
