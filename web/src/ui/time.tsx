const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })
const units: Array<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

export function relativeTime(at: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000)
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit)
  }
  return Math.abs(seconds) < 10 ? 'just now' : relative.format(seconds, 'second')
}

export const absoluteTime = (at: string) => absolute.format(new Date(at))

/** Relative to read, absolute on hover. */
export function Time({ at, exact = false }: { at: string; exact?: boolean }) {
  const [shown, title] = exact ? [absoluteTime(at), relativeTime(at)] : [relativeTime(at), absoluteTime(at)]
  return (
    <time dateTime={at} title={title}>
      {shown}
    </time>
  )
}
