/** Milliseconds that the server's clock is ahead of this browser's. */
let ahead = 0
/** An answer that took longer tells too little: the laptop may have slept meanwhile. */
const longestTrip = 5000

/** `date`: the header of an answer to a call that was sent at `sentAt`. It has whole seconds only. */
export function noteServerTime(date: string | null, sentAt: number, receivedAt = Date.now()) {
  const told = Date.parse(date ?? '')
  if (Number.isNaN(told) || receivedAt < sentAt || receivedAt - sentAt > longestTrip) return
  const measured = told + 500 - (sentAt + receivedAt) / 2
  if (Math.abs(measured - ahead) > 1000) ahead = measured
}

/** Now, as the server would say: a browser's own clock may be minutes off. */
export const serverNow = () => Date.now() + ahead
