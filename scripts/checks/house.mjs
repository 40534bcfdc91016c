import { findLines, isText, read, trackedFiles } from './tracked.mjs'

export function environmentIsReadInSettingsOnly() {
  const sources = trackedFiles().filter(
    (path) => /^(server|web|contract)\/src\/.*\.tsx?$/.test(path) && !path.includes('.test.'),
  )
  return findLines(
    sources.filter((path) => path !== 'server/src/settings.ts'),
    /\bprocess\s*\.\s*env\b|\bprocess\s*\[|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/,
    'process.env belongs to server/src/settings.ts',
  )
}

// Written in pieces, so that this file passes its own check.
const hosts = ['registry\\.npm' + 'js', 'npm' + 'mirror\\.', 'registry\\.yarn' + 'pkg', 'jsr' + '\\.io']
const places = [
  '/ho' + 'me/[a-z]',
  '/Us' + 'ers/[A-Za-z]',
  '/ro' + 'ot/',
  '/wo' + 'rk/',
  '[A-Z]:\\\\Us' + 'ers',
]

export function trackedFilesAreClean() {
  const texts = trackedFiles().filter((path) => isText(path) && path !== 'package-lock.json')
  return [
    ...findLines(
      texts,
      new RegExp(hosts.join('|'), 'i'),
      'names a package registry; use what npm is configured with',
    ),
    ...findLines(texts, new RegExp(`(^|[\\s'"\`=(:])(${places.join('|')})`), 'names a path of one machine'),
  ]
}

export function lockNamesNoHost() {
  const { packages } = JSON.parse(read('package-lock.json'))
  return Object.entries(packages)
    .filter(([, entry]) => /^https?:/.test(entry.resolved ?? ''))
    .map(
      ([path, entry]) =>
        `package-lock.json: ${path} is bound to ${entry.resolved}; write the file with scripts/lock.mjs`,
    )
}
