import { chatOnPage } from './chat.ts'
import { make } from './element.ts'
import { dress, paint } from './look.ts'
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
  const { colour, label } = script.dataset
  const words = wordsFor(navigator.languages)
  const holder = make('div', {}, { 'data-koopid-chat': '' })
  const chat = chatOnPage({
    address: addressOf(script),
    words,
    name: label || words.invitation,
    // The tag's colour goes before the channel's.
    paint: (channels) => paint(holder, colour || channels),
  })
  paint(holder, colour)
  const shadow = holder.attachShadow({ mode: 'open' })
  dress(shadow, words.direction ?? 'ltr')
  shadow.append(...chat.elements)
  shadow.addEventListener('keydown', (event) => (event as KeyboardEvent).key === 'Escape' && chat.close())
  document.body.append(holder)
  setTimeout(chat.load, loadsAfter)
}

function addressOf(script: HTMLScriptElement): URL {
  const { provider, entryTag } = script.dataset
  const address = new URL('/widget/frame', script.src)
  address.search = String(new URLSearchParams({ provider: `${provider}`, tag: `${entryTag}` }))
  address.hash = `host=${encodeURIComponent(location.origin)}`
  return address
}
