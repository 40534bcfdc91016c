/// <reference lib="esnext.temporal" />
/** The day that a place on earth is in. */
export type Today = {
  /** Its first instant, which is not everywhere midnight. */
  start: number
  /** The hour on that place's clocks, 0 to 23. */
  hourOf(at: number): number
}

/** @returns `undefined` when there is no time zone of this name */
export const todayIn = (zone: string, at: number): Today | undefined =>
  isZone(zone)
    ? {
        start: inZone(at, zone).startOfDay().epochMilliseconds,
        hourOf: (instant) => inZone(instant, zone).hour,
      }
    : undefined

export function isZone(name: string): boolean {
  // Temporal also takes offsets and whole dates with a zone in brackets; those are not names.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false
  try {
    inZone(0, name)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const inZone = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
