import { locale } from '../phrases/language.ts'

const plain = new Intl.NumberFormat(locale)
const twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false })

export const numberText = (value: number) => plain.format(value)

/** `4:05`, `1:02:03`: how long, in the reader's digits. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const [first, ...rest] = parts[0] === 0 ? parts.slice(1) : parts
  return [plain.format(first ?? 0), ...rest.map((part) => twoDigits.format(part))].join(':')
}
