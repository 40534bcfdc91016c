let sawSession = false

/** From here on a missing session means that it ended, not that nobody signed in. */
export const noteSession = () => {
  sawSession = true
}

export function signInAddress(path: string, ended: boolean): string {
  const query = new URLSearchParams()
  if (ended) query.set('reason', 'ended')
  query.set('target', path)
  return `/login?${query}`
}

export function leaveForSignIn() {
  if (location.pathname === '/login') return
  location.assign(signInAddress(location.pathname + location.search, sawSession))
}
