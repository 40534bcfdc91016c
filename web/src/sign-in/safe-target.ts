const areas = ['/agent', '/provider']

/** Where to go after the sign-in: a path of this portal, or nothing. */
export function safeTarget(target: string | undefined): string | undefined {
  // Browsers read a backslash as a slash and drop control characters: `/\evil.example` is another host.
  if (!target?.startsWith('/') || /[\\\p{Cc}]/u.test(target)) return undefined
  const base = 'http://portal.invalid'
  const url = URL.canParse(target, base) ? new URL(target, base) : undefined
  if (url?.origin !== base) return undefined
  if (!areas.some((area) => url.pathname === area || url.pathname.startsWith(`${area}/`))) return undefined
  return url.pathname + url.search
}

/** The initiate link, with the target as Okta's own parameter for it. */
export function withTarget(initiateUrl: string, target: string | undefined): string {
  if (!target) return initiateUrl
  const separator = initiateUrl.includes('?') ? '&' : '?'
  return `${initiateUrl}${separator}target_link_uri=${encodeURIComponent(target)}`
}

/** After a password: the target where the landing leads into the same area. */
export function landingWith(landing: string, target: string | undefined): string {
  const area = areas.find((one) => landing === one || landing.startsWith(`${one}/`))
  return area && target?.startsWith(area) ? target : landing
}
