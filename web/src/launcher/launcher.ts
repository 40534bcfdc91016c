import { invitationBubble } from './bubble.ts'
import { launcherButton } from './button.ts'
import { make } from './element.ts'
import { chatFrame } from './frame.ts'
import { dress, paint } from './look.ts'
import { chatPanel } from './panel.ts'
import { wordsFor } from './words.ts'

/** The page's own files and pictures come first. */
const loadsAfter = 300

/** Puts the launcher on the page that has this tag, once. Nothing of the page is read or changed. */
export function launch(script: HTMLScriptElement): void {
  if (document.body) begin(script)
  else addEventListener('DOMContentLoaded', () => begin(script))
}

function begin(script: HTMLScriptElement): void {
  if (document.querySelector('[data-koopid-chat]')) return
  const holder = make('div', {}, { 'data-koopid-chat': '' })
  const load = furnish(holder, script)
  paint(holder, script.dataset.colour)
  document.body.append(holder)
  setTimeout(load, loadsAfter)
}

/** Fills the holder with button, panel and bubble, and connects them; answers what loads the chat. */
function furnish(holder: HTMLElement, script: HTMLScriptElement): () => void {
  const { colour, label } = script.dataset
  const words = wordsFor(navigator.languages)
  const name = label || words.invitation
  let open = false
  let unread = 0

  const button = launcherButton({ words, name, toggle: () => show(!open) })
  const panel = chatPanel({ words, name, close: () => show(false) })
  const bubble = invitationBubble({ words, opens: () => show(true), dismissed })
  const frame = chatFrame({
    address: addressOf(script),
    name,
    hears: {
      ready(wanted) {
        if (!colour) paint(holder, wanted)
        if (open) frame.tell({ koopid: 'open' })
      },
      unread(count) {
        unread = Number(count) || 0
        announce()
      },
      close: () => show(false),
      invite: (greeting) => open || bubble.invite(greeting),
      silent: panel.explain,
    },
  })
  const load = () => frame.load(panel.element)
  const announce = () => button.announce(open ? 0 : unread)

  function show(wanted: boolean) {
    if (wanted === open) return
    open = wanted
    load()
    bubble.withdraw()
    panel.element.hidden = !open
    button.tellsOpen(open)
    announce()
    frame.tell({ koopid: open ? 'open' : 'closed' })
    if (open) panel.focus()
    else button.element.focus()
  }

  function dismissed(focused: boolean) {
    frame.tell({ koopid: 'dismissed' })
    if (focused) button.element.focus()
  }

  const shadow = holder.attachShadow({ mode: 'open' })
  dress(shadow, words.direction ?? 'ltr')
  shadow.append(panel.element, bubble.element, button.element)
  shadow.addEventListener('keydown', (event) => (event as KeyboardEvent).key === 'Escape' && show(false))
  return load
}

function addressOf(script: HTMLScriptElement): URL {
  const { provider, entryTag } = script.dataset
  const address = new URL('/widget/frame', script.src)
  address.search = String(new URLSearchParams({ provider: `${provider}`, tag: `${entryTag}` }))
  address.hash = `host=${encodeURIComponent(location.origin)}`
  return address
}
