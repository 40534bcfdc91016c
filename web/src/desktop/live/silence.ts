/** Milliseconds without key or pointer, counted from when the agent became away, after which the offer comes. */
const silence = 900_000

export type Silence = {
  /** When the agent became away by being idle; `undefined` while they are not, or for another reason. */
  awaySince: number | undefined
  /** Conversations that they hold. */
  held: number
  lastActive: number | undefined
}

/**
 * Milliseconds until somebody who is away and still silent is asked what becomes of the conversations they hold; 0 when
 * it is time, `undefined` when there is nothing to ask. All times are by one clock.
 */
export function untilOffer({ awaySince, held, lastActive }: Silence, now: number): number | undefined {
  if (awaySince === undefined || held === 0) return undefined
  // Whoever was here since knows; the silence begins anew.
  const silentSince = Math.max(awaySince, lastActive ?? awaySince)
  return Math.max(0, silentSince + silence - now)
}
