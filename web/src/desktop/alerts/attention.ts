import { useEffect } from 'react'

const flashEvery = 1000

/** The tab strip shows that somebody is waited for: for ears that hear nothing, and tabs that nobody sees. */
export function useAttention(text: string | undefined) {
  useEffect(() => {
    if (!text) return
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    const before = { title: document.title, icon: icon?.getAttribute('href') }
    const flash = () => {
      document.title = document.title === text ? before.title : text
    }
    flash()
    icon?.setAttribute('href', '/favicon-alert.svg')
    const timer = setInterval(flash, flashEvery)
    return () => {
      clearInterval(timer)
      document.title = before.title
      if (before.icon) icon?.setAttribute('href', before.icon)
    }
  }, [text])
}
