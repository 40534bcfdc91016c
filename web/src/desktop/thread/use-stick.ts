import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Nearer to the end than this counts as being there. */
const near = 48

/**
 * Keeps a log at its end while the reader is there, and where they read while they are not; earlier messages that are
 * put in front move nothing.
 */
export function useStick(first: string | undefined, last: string | undefined, mine: boolean) {
  const scroller = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const before = useRef({ first, height: 0 })
  const [news, setNews] = useState(false)

  const toEnd = useCallback(() => {
    const log = scroller.current
    if (log) log.scrollTop = log.scrollHeight
  }, [])
  const onScroll = () => {
    const log = scroller.current
    if (!log) return
    atEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < near
    if (atEnd.current) setNews(false)
  }

  useLayoutEffect(() => {
    const log = scroller.current
    if (!log) return
    const grown = log.scrollHeight - before.current.height
    if (first !== before.current.first && !atEnd.current) log.scrollTop += grown
    before.current = { first, height: log.scrollHeight }
  }, [first])

  // biome-ignore lint/correctness/useExhaustiveDependencies: for every message that comes last
  useLayoutEffect(() => {
    const log = scroller.current
    if (atEnd.current || mine) toEnd()
    else setNews(true)
    if (log) before.current.height = log.scrollHeight
  }, [last, mine])

  // The log gets smaller when the composer grows, and longer when a message says that it was not sent.
  useEffect(() => {
    const log = scroller.current
    if (!log || !('ResizeObserver' in window)) return
    const watch = new ResizeObserver(() => atEnd.current && toEnd())
    for (const one of [log, ...log.children]) watch.observe(one)
    return () => watch.disconnect()
  }, [toEnd])

  return { scroller, onScroll, news, toEnd, atEnd }
}
