import { vi } from 'vitest'
import { launch } from '../launcher/launcher.ts'
import type { ToFrame, ToHost } from '../launcher/messages.ts'

export const origin = 'https://app.koopid.example'

type Data = Partial<Record<'provider' | 'entryTag' | 'colour' | 'label', string>>
type From = { source?: unknown; origin?: string }
export type CustomersPage = ReturnType<typeof customersPage>

/** The tag; it does not load what it names. */
export function tag(data: Data = {}): HTMLScriptElement {
  const script = Object.assign(document.createElement('script'), { type: 'text/plain' })
  script.src = `${origin}/widget/koopid.js`
  Object.assign(script.dataset, { provider: '719', entryTag: 'welcome', ...data })
  return script
}

/** A page of a customer with the launcher on it, as who uses it and as the frame sees it. Time stands still. */
export function customersPage(data: Data = {}, run: (script: HTMLScriptElement) => void = launch) {
  vi.useFakeTimers()
  document.body.innerHTML = '<input id="search">'
  const frame = frameInstead()
  run(tag(data))
  vi.advanceTimersByTime(300)
  const root = document.querySelector('[data-koopid-chat]')!.shadowRoot!
  const one = (selector: string) => root.querySelector<HTMLElement>(selector)
  const says = (message: unknown, from: From = {}) => {
    const event = { data: message, source: frame.contentWindow, origin, ...from }
    window.dispatchEvent(Object.assign(new Event('message'), event))
  }
  return {
    root,
    frame,
    told: frame.told,
    one,
    button: () => one('.button')!,
    /** What the launcher says to who sees it. */
    label: () =>
      [...one('.button')!.children].flatMap((it) => ((it as HTMLElement).hidden ? [] : it.textContent)),
    panel: () => one('[role="dialog"]')!,
    /** What the frame says, and what others say in its place. */
    frameSays: (message: ToHost) => says(message),
    says,
    /** The frame is there, and time goes on. */
    answers() {
      says({ koopid: 'ready', colour: '#0c7a72' } satisfies ToHost)
      vi.useRealTimers()
      document.getElementById('search')!.focus()
    },
  }
}

/** The next frame that is made loads nothing, and remembers what it is told. */
function frameInstead() {
  const make = Document.prototype.createElement
  const told: ToFrame[] = []
  const contentWindow = {
    postMessage: (message: ToFrame, to: string) => to === origin && told.push(message),
  }
  const frame = Object.assign(make.call(document, 'div'), { tabIndex: 0, src: '', told, contentWindow })
  vi.spyOn(document, 'createElement').mockImplementation((name: string) =>
    name === 'iframe' ? frame : make.call(document, name),
  )
  return frame
}
