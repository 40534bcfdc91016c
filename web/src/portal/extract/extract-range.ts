import { longestExtract } from '@koopid/contract/extract'
import type { ExtractRange } from '../../api/portal-records.ts'
import { extract as words } from '../../phrases/portal-extract.ts'

const day = 86_400_000
const two = (part: number) => String(part).padStart(2, '0')

/** `2026-11-24`, by the clock of this browser. */
const dateOf = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`

/** Today and the days before it. */
export function lastDays(count: number, now = new Date()): ExtractRange {
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - (count - 1))
  return { from: dateOf(first), to: dateOf(now) }
}

/** Which of the two fields is to be corrected, and why; `undefined` when there is nothing to correct. */
export function mistakeIn({
  from,
  to,
}: ExtractRange): { field: keyof ExtractRange; text: string } | undefined {
  if (from === '') return { field: 'from', text: words.wrong.missing }
  if (to === '') return { field: 'to', text: words.wrong.missing }
  const days = (Date.parse(to) - Date.parse(from)) / day + 1
  if (days < 1) return { field: 'to', text: words.wrong.order }
  if (days > longestExtract) return { field: 'to', text: words.wrong.long(longestExtract) }
  return undefined
}
