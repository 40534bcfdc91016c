import { make } from './element.ts'
import type { Words } from './words.ts'

type Options = { words: Words; name: string; close: () => void }

/** Where the chat is shown: its frame, or why there is none. */
export function chatPanel({ words, name, close }: Options) {
  const element = make('div', { className: 'panel', hidden: true }, { role: 'dialog', 'aria-label': name })
  return {
    element,
    focus: () => element.querySelector<HTMLElement>('button, .frame')?.focus(),
    explain() {
      const note = make('p', { className: 'broken', textContent: words.broken }, { role: 'alert' })
      note.append(make('button', { type: 'button', textContent: words.closing, onclick: close }))
      element.replaceChildren(note)
    },
  }
}
