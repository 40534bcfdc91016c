// web/dist, made again only when what it is made from has changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, root, runNode } from './installed.mjs'

const stamp = join(root, '.cache/web-built-from')

export async function ensureWebBuilt() {
  if (!existsSync(join(root, 'web/index.html'))) return
  const wanted = sourcesHash()
  const made = existsSync(join(root, 'web/dist/index.html')) && existsSync(stamp)
  if (made && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Building the web app …')
  const vite = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn']
  const { status, output } = await runNode(vite, { cwd: join(root, 'web'), capture: true })
  if (status !== 0) fail(`${output}\nThe web app did not build; see above.`)
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(stamp, wanted)
}

function sourcesHash() {
  const hash = createHash('sha256')
  for (const path of [...filesIn('web'), ...filesIn('contract/src'), 'package-lock.json'].sort())
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function filesIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : filesIn(path)
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path]
  })
}
