/** Calls back once the page has been looked at so long; time in a hidden tab does not count. @returns stops it */
export function afterVisible(milliseconds: number, act: () => void): () => void {
  let left = milliseconds
  let since = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const pause = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    left -= performance.now() - since
  }
  const stop = () => {
    pause()
    document.removeEventListener('visibilitychange', follow)
  }
  const follow = () => {
    if (document.visibilityState !== 'visible') return pause()
    if (timer !== undefined) return
    since = performance.now()
    timer = setTimeout(() => {
      stop()
      act()
    }, left)
  }
  document.addEventListener('visibilitychange', follow)
  follow()
  return stop
}
