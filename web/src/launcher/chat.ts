import { invitationBubble } from './bubble.ts'
import { launcherButton } from './button.ts'
import { chatFrame } from './frame.ts'
import { chatPanel } from './panel.ts'
import type { Words } from './words.ts'

type Options = { address: URL; words: Words; name: string; paint: (colour: unknown) => void }

/** Button, panel, bubble and frame: the chat on this page, which is open or closed. */
export function chatOnPage({ address, words, name, paint }: Options) {
  let open = false
  const button = launcherButton({ words, name, toggle: () => show(!open) })
  const panel = chatPanel({ words, name, close })
  const bubble = invitationBubble({ words, opens: () => show(true), dismissed })
  const frame = chatFrame({
    address,
    name,
    hears: {
      ready(colour) {
        paint(colour)
        if (open) frame.tell({ koopid: 'open' })
      },
      unread: button.count,
      close,
      invite: (greeting) => open || bubble.invite(greeting),
      silent: panel.explain,
    },
  })
  const load = () => frame.load(panel.element)

  function show(wanted: boolean) {
    if (wanted === open) return
    open = wanted
    load()
    bubble.withdraw()
    panel.element.hidden = !open
    button.tellOpen(open)
    frame.tell({ koopid: open ? 'open' : 'closed' })
    if (open) panel.focus()
    else button.element.focus()
  }

  function close() {
    show(false)
  }

  function dismissed(focused: boolean) {
    frame.tell({ koopid: 'dismissed' })
    if (focused) button.element.focus()
  }

  return { elements: [panel.element, bubble.element, button.element], load, close }
}
