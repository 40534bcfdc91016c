import type { Kept } from './kept.ts'

export const newToken = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** Who this browser is to one provider and entry tag; made with the first message, not with the first look. */
export function customerToken(kept: Kept, scope: string) {
  const key = `koopid-token:${scope}`
  return {
    get: (): string | null => kept.getItem(key),
    getOrMake(): string {
      const token = kept.getItem(key) ?? newToken()
      kept.setItem(key, token)
      return token
    },
    forget: () => kept.removeItem(key),
  }
}
