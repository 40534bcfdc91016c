import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { root } from '../installed.mjs'
import { read, trackedFiles } from './tracked.mjs'

/** Every relative link in a Markdown file leads to a file, and every #fragment to a heading. */
export function linksResolve() {
  return trackedFiles()
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) => linksIn(read(path)).flatMap((link) => complaintAbout(path, link)))
}

function linksIn(text) {
  const prose = text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(<?([^)>\s]+)>?(?:\s+"[^"]*")?\)/g)].map((match) => match[1])
}

function complaintAbout(from, link) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return []
  const [path, fragment] = link.split('#')
  const target = path ? normalize(join(dirname(from), decodeURIComponent(path))) : from
  if (!existsSync(join(root, target))) return [`${from}: ${link} leads nowhere`]
  if (fragment && target.endsWith('.md') && !anchorsOf(read(target)).includes(fragment))
    return [`${from}: ${link} names no heading of ${target}`]
  return []
}

function anchorsOf(text) {
  return [...text.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading]) =>
    heading
      .replace(/[`*_]/g, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )
}
