import { hasFocus, make } from './element.ts'
import type { Words } from './words.ts'

type Options = { words: Words; name: string; close: () => void }

/** Where the chat is shown: its frame, or why there is none. */
export function chatPanel({ words, name, close }: Options) {
  const element = make('div', { className: 'panel', hidden: true }, { role: 'dialog', 'aria-label': name })
  const focus = () => element.querySelector<HTMLElement>('button, .frame')?.focus()
  return {
    element,
    focus,
    explain() {
      const note = make('p', { className: 'broken', textContent: words.broken }, { role: 'alert' })
      note.append(make('button', { type: 'button', textContent: words.closing, onclick: close }))
      // The frame takes the focus with it when it goes.
      const focused = hasFocus(element)
      element.replaceChildren(note)
      if (focused) focus()
    },
  }
}
