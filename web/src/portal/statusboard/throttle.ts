/**
 * Runs at once, and again for what was asked for meanwhile: when the run is over, and not before `milliseconds` have
 * passed. A run never answers for what happened after it began.
 */
export function throttle(act: () => Promise<unknown>, milliseconds: number) {
  let running = false
  let asked = false
  let stopped = false
  async function run() {
    running = true
    while (asked && !stopped) {
      asked = false
      await Promise.allSettled([act(), new Promise((done) => setTimeout(done, milliseconds))])
    }
    running = false
  }
  return {
    ask: () => {
      asked = true
      if (!running) void run()
    },
    stop: () => {
      stopped = true
    },
  }
}
