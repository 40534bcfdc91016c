/** Milliseconds before its absolute end from which on a session's end is announced, and from which on it is urgent. */
const announced = 300_000
const urgent = 60_000

export type Stage = 'far' | 'near' | 'last'

/** @param left milliseconds until the session ends */
export function stageOf(left: number): Stage {
  if (left > announced) return 'far'
  return left > urgent ? 'near' : 'last'
}

/** Milliseconds until what is shown of `left` changes: the stage, and in the last one every second. */
export function untilChange(left: number): number {
  const stage = stageOf(left)
  if (stage === 'far') return left - announced
  if (stage === 'near') return left - urgent
  return left > 0 ? left % 1000 || 1000 : Number.POSITIVE_INFINITY
}

/** What the countdown shows: it reads 0 when nothing is left, not a second before. */
export const secondsLeft = (left: number): number => Math.max(0, Math.ceil(left / 1000))
