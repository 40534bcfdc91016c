import { hasFocus, make } from './element.ts'
import type { Words } from './words.ts'

type Options = { words: Words; opens: () => void; dismissed: (focused: boolean) => void }

/** The greeting beside the launcher. It takes no focus: somebody may be writing elsewhere on the page. */
export function invitationBubble({ words, opens, dismissed }: Options) {
  const element = make('div', { className: 'bubble' })
  // There from the beginning: a screen reader hears what comes into a region that it knows.
  const said = make('div', { className: 'said' }, { role: 'status' })
  const cross = make(
    'button',
    { type: 'button', className: 'dismiss', textContent: '\u00d7', hidden: true, onclick: dismiss },
    { 'aria-label': words.dismissal },
  )
  element.append(said, cross)
  element.addEventListener('keydown', (event) => event.key === 'Escape' && dismiss())

  function invite(greeting: unknown) {
    if (said.firstChild || typeof greeting !== 'string') return
    const opener = make(
      'button',
      { type: 'button', className: 'greeting', onclick: opens },
      { 'aria-haspopup': 'dialog' },
    )
    opener.append(make('span', { textContent: greeting }, { dir: 'auto' }))
    said.append(opener)
    cross.hidden = false
    element.classList.add('shown')
  }

  function withdraw() {
    said.replaceChildren()
    cross.hidden = true
    element.classList.remove('shown')
  }

  function dismiss() {
    const focused = hasFocus(element)
    withdraw()
    dismissed(focused)
  }

  return { element, invite, withdraw }
}
