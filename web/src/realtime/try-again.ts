const longestWait = 30_000
const shortestWait = 500

/** Full jitter: whatever made many fail at once must not bring them all back at once. */
export const waitBefore = (attempt: number, random = Math.random()) =>
  random * Math.min(longestWait, shortestWait * 2 ** attempt)

/**
 * Another try after a while, and a longer one after each in vain. It goes by the clock, as nobody tells a browser that a
 * server which did not answer would answer now.
 */
export function tryingAgain(work: () => void, wait: (tries: number) => number = waitBefore) {
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = () => {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    later() {
      cancel()
      timer = setTimeout(() => {
        timer = undefined
        work()
      }, wait(tries))
      tries += 1
    },
    /** What comes next is a first failure again. */
    succeeded() {
      tries = 0
    },
    cancel,
    isWaiting: () => timer !== undefined,
  }
}
