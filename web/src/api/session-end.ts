import type { SessionView } from '@koopid/contract'

/** What the sign-in page has words for. `ended` is any other reason, and none. */
const explained = [
  'signed_out',
  'ended_by_administrator',
  'ended_elsewhere',
  'password_changed',
  'replaced',
  'too_many',
  'expired',
  'deprovisioned',
  'connection_deactivated',
  'idp_revoked',
  'ended',
] as const
export type SessionEnd = (typeof explained)[number]

let sawSession = false
let leaving = false

/** From here on a missing session means that it ended, not that nobody signed in. */
export const noteSession = () => {
  sawSession = true
}

export const readSessionEnd = (reason: string | undefined): SessionEnd =>
  explained.find((known) => known === reason) ?? 'ended'

export function signInAddress(path: string, end: SessionEnd | undefined): string {
  const query = new URLSearchParams()
  if (end) query.set('reason', end)
  query.set('target', path)
  return `/login?${query}`
}

/**
 * Where this person signs in once more: the new session takes the old one's place in this browser, so that they keep
 * what they hold.
 */
export function signInAgainAddress({ user, provider, launch }: SessionView, target: string): string {
  const query = new URLSearchParams({ provider: String(provider.id) })
  if (user.source === 'local') {
    query.set('target', target)
    return `/login?${query}`
  }
  if (launch.alertSound) query.set('alertsound', 'true')
  query.set('target_link_uri', target)
  return `/sso/okta/initiate?${query}`
}

/** The person signs out here: the session's end takes them nowhere, the answer to signing out does. */
export const noteSigningOut = (on: boolean) => {
  leaving = on
}

/** `reason`: as the server gave it. Without one, a session that nobody saw has not ended either. */
export function leaveForSignIn(reason?: string) {
  if (leaving || location.pathname === '/login') return
  // Another tab of this browser signed in again: its cookie is ours.
  if (reason === 'replaced') return location.reload()
  const end = reason !== undefined || sawSession ? readSessionEnd(reason) : undefined
  location.assign(signInAddress(location.pathname + location.search, end))
}
