import { useEffect } from 'react'

/** What was focused may be moving elsewhere by itself, as a menu does that closes. */
const grace = 60

/** To the messages of the open conversation, once they are there; without one, to the lists. Single keys work there. */
export function focusDesktop() {
  const open = document.querySelector('main[data-open]')
  const place = document.querySelector<HTMLElement>(
    open ? 'main [role="log"]' : 'main [role="tab"][aria-selected="true"]',
  )
  place?.focus({ preventScroll: true })
}

/** What goes away or is switched off takes the focus with it: whoever works with keys would have to start over. */
export function useKeptFocus() {
  useEffect(() => {
    let last: Element | null = null
    let timer: ReturnType<typeof setTimeout>
    const remember = (event: FocusEvent) => {
      last = event.target as Element
    }
    // A browser takes the focus off a disabled button only when it draws next.
    const nothingHasIt = () =>
      [document.body, last].includes(document.activeElement) && !document.querySelector(':modal')
    const gone = () => last && (!last.isConnected || last.matches(':disabled') || !last.checkVisibility())
    const look = () => {
      clearTimeout(timer)
      if (gone() && nothingHasIt())
        timer = setTimeout(() => gone() && nothingHasIt() && focusDesktop(), grace)
    }
    const changes = new MutationObserver(look)
    changes.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled', 'class'] })
    document.addEventListener('focusin', remember)
    return () => {
      clearTimeout(timer)
      changes.disconnect()
      document.removeEventListener('focusin', remember)
    }
  }, [])
}
