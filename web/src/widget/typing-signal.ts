const repeatAfter = 3000
const stopsAfter = 5000

/** Says that somebody types, not with every key, and that they stopped. */
export function typingSignal(say: (on: boolean) => void) {
  let saidAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop() {
    clearTimeout(timer)
    if (saidAt === 0) return
    saidAt = 0
    say(false)
  }

  return {
    stop,
    type(something: boolean) {
      if (!something) return stop()
      clearTimeout(timer)
      timer = setTimeout(stop, stopsAfter)
      if (Date.now() - saidAt < repeatAfter) return
      saidAt = Date.now()
      say(true)
    },
  }
}
