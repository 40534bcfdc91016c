/// <reference lib="esnext.temporal" />
import { longestExtract } from '@koopid/contract/extract'
import { z } from 'zod'
import { AppError } from '../../http/errors.ts'
import { isZone } from '../board/today.ts'

export const rangeQuery = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  zone: z.string().max(60).default('UTC'),
})

/** Whole days at a place on earth, both included. */
export type Range = z.infer<typeof rangeQuery> & {
  start: number
  /** The first instant after it. */
  end: number
  /** What that place's calendar and clocks show, as spreadsheets read it: `2026-11-24 13:30:00`. */
  local(at: number): string
}

/** @throws AppError `request.invalid`, with the field */
export function readRange({ from, to, zone }: z.infer<typeof rangeQuery>): Range {
  if (!isZone(zone)) throw invalid('zone', 'This is not a time zone. Use a name such as Europe/Berlin.')
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  const days = first.until(last).days + 1
  if (days < 1) throw invalid('to', 'The last day is before the first.')
  if (days > longestExtract) throw invalid('to', `At most ${longestExtract} days at a time.`)
  return {
    from,
    to,
    zone,
    start: first.toZonedDateTime(zone).epochMilliseconds,
    end: last.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
    local: (at) => localTime(at, zone),
  }
}

const localTime = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ')

const invalid = (field: string, message: string): AppError =>
  new AppError('request.invalid', { detail: message, fields: [{ field, message }] })
