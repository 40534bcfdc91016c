/** Where the customer's token and what is not sent yet are kept. */
export type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { keys(): string[] }

/** The frame's own storage; browsers that block third-party cookies deny it, then there is none. */
export function ownStorage(): Kept | null {
  try {
    const store = localStorage
    store.setItem('koopid-widget', '1')
    store.removeItem('koopid-widget')
    return {
      getItem: (key) => store.getItem(key),
      // A full storage loses the copy for a reload, not the message.
      setItem: (key, value) => attempt(() => store.setItem(key, value)),
      removeItem: (key) => store.removeItem(key),
      keys: () => Object.keys(store),
    }
  } catch {
    return null
  }
}

export function memoryStorage(start: Record<string, string> = {}): Kept {
  const values = new Map(Object.entries(start))
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  }
}

function attempt(act: () => void) {
  try {
    act()
  } catch {
    // See the caller.
  }
}
