import { randomBytesOf } from '../random.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** An id that a person can read out over the telephone: `K7Q2-9FXD-3MTR`, 60 random bits, no I, L, O or U. */
export function newIncident(): string {
  const letters = Array.from(randomBytesOf(12), (byte) => alphabet[byte & 31])
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].map((part) => part.join('')).join('-')
}

/** Accepts what people type: lower case, missing or extra dashes and spaces. */
export function readIncident(text: string): string | undefined {
  const letters = text.toUpperCase().replace(/[\s-]/g, '')
  if (!/^[0-9A-HJKMNP-TV-Z]{12}$/.test(letters)) return undefined
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`
}
