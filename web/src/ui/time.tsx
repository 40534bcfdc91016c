import { common } from '../phrases/common.ts'
import { locale } from '../phrases/language.ts'

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const absolute = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' })
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
  return Math.abs(seconds) < 10 ? common.justNow : relative.format(seconds, 'second')
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

const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })

export const clockTime = (at: string) => clock.format(new Date(at))

/** Today the time, before that the day. */
export function briefTime(at: string, now = new Date()): string {
  const date = new Date(at)
  return date.toDateString() === now.toDateString() ? clock.format(date) : shortDay.format(date)
}

const fullDay = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
const otherYear = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })

export function dayName(at: string, today: string, yesterday: string, now = new Date()): string {
  const date = new Date(at)
  const days = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000)
  if (days === 0) return today
  if (days === 1) return yesterday
  return (date.getFullYear() === now.getFullYear() ? fullDay : otherYear).format(date)
}

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
