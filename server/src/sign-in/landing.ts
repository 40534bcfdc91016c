import type { Session } from '../sessions/sessions.ts'

/** Where a `target_link_uri` may lead: pages of the agent desktop and the provider portal, on this origin. */
const homes = ['/agent/', '/provider/'] as const

/**
 * @returns path and query on our own origin, or `undefined` for anything else: another host, `//evil`, `/\evil`,
 * `javascript:`, control characters (OIDC Core 4: the value must not make an open redirector).
 */
export function readTarget(target: string | undefined, origin: string): string | undefined {
  // URL parsers drop tabs and line breaks and read a backslash as a slash; nothing of ours has them.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: see above
  if (!target || target.length > 2000 || /[\\\u0000-\u0020\u007f]/.test(target)) return undefined
  if (!target.startsWith('/') && !target.startsWith(`${origin}/`)) return undefined
  if (target.startsWith('//') || !URL.canParse(target, origin)) return undefined
  const url = new URL(target, origin)
  if (url.origin !== origin || url.username || url.password) return undefined
  return homes.some((home) => url.pathname.startsWith(home))
    ? url.pathname + url.search + url.hash
    : undefined
}

/** The desktop for agents, the provider portal for those who only administer. */
export function landingFor(person: Pick<Session, 'agent' | 'role'>, target: string | undefined): string {
  const home = person.agent ? '/agent/' : '/provider/'
  if (!target) return home
  const allowed = target.startsWith('/agent/') ? person.agent : person.role !== 'none'
  return allowed ? target : home
}
