import { make } from './element.ts'
import type { Words } from './words.ts'

type Options = { words: Words; name: string; toggle: () => void }

/** The launcher itself: opens and closes the chat, and counts what came meanwhile. */
export function launcherButton({ words, name, toggle }: Options) {
  const text = make('span', { textContent: name })
  const count = make('span', { className: 'count', hidden: true })
  const element = make(
    'button',
    { type: 'button', className: 'button', onclick: toggle },
    { 'aria-expanded': 'false' },
  )
  element.append(text, count)
  let open = false
  let unread = 0

  function announce() {
    count.hidden = open || unread === 0
    count.textContent = `${unread} ${words.fresh}`
  }

  return {
    element,
    tellOpen(isOpen: boolean) {
      open = isOpen
      element.setAttribute('aria-expanded', String(open))
      text.textContent = open ? words.closing : name
      announce()
    },
    count(wanted: unknown) {
      unread = Number(wanted) || 0
      announce()
    },
  }
}
