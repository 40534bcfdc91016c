const key = 'koopid-tab'

function stored(): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

export function newTab(): string {
  const id = crypto.randomUUID()
  try {
    sessionStorage.setItem(key, id)
  } catch {
    // A reload is then a new tab.
  }
  return id
}

/**
 * This tab's own id, the same after a reload. A duplicated tab starts with a copy of it, so the id counts only with the
 * lock of that name.
 */
export async function claimTab(): Promise<string> {
  const id = stored() ?? newTab()
  return (await held(id)) ? id : newTab()
}

function held(id: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true)
  return new Promise((done) => {
    void navigator.locks.request(`${key}-${id}`, { ifAvailable: true }, (lock) => {
      done(lock !== null)
      // Until this tab is gone.
      return lock ? new Promise(() => {}) : undefined
    })
  })
}
