/** The page's storage, for a frame that the browser gives none of its own. Other keys of the page are not ours. */
const ours = (key: string) => key.startsWith('koopid-')

/** What was kept for the chat on this page before. */
export function keptValues(): Record<string, string> {
  const values: Record<string, string> = {}
  attempt(() => {
    for (const key of Object.keys(localStorage)) if (ours(key)) values[key] = localStorage[key]
  })
  return values
}

/** Keeps a value for the chat; `null` forgets it. */
export function keep(key: unknown, value: unknown): void {
  const name = String(key)
  if (!ours(name)) return
  attempt(() => (value === null ? localStorage.removeItem(name) : localStorage.setItem(name, String(value))))
}

/** A page may have no storage either. */
function attempt(act: () => void): void {
  try {
    act()
  } catch {}
}
