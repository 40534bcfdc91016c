import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../installed.mjs'

/** Tracked files that still exist, as paths from the root. Without git (an unpacked archive) there are none. */
export function trackedFiles() {
  try {
    const output = execFileSync('git', ['ls-files', '-z'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
    return output
      .toString()
      .split('\0')
      .filter((path) => path && existsSync(join(root, path)))
  } catch {
    return []
  }
}

export const isText = (path) => !/\.(png|jpe?g|gif|ico|woff2?|wav|mp3|ogg|gz|zip|pdf)$/.test(path)

export const read = (path) => readFileSync(join(root, path), 'utf8')

/** "file:line: what" for each line that the pattern finds. */
export function findLines(paths, pattern, what) {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${what}`] : [])),
  )
}
