/** The script on the customer's page, `public/widget/koopid.js`, as it stands. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const code = readFileSync(join(import.meta.dirname, '../../public/widget/koopid.js'), 'utf8')
const origin = 'https://app.koopid.example'

let root: ShadowRoot
let told: unknown[]
let frame: ReturnType<typeof standIn>
const one = (selector: string) => root.querySelector<HTMLElement>(selector)
/** For the frame: no page is loaded here. */
const standIn = (make: typeof document.createElement) =>
  Object.assign(make.call(document, 'div'), {
    tabIndex: 0,
    contentWindow: { postMessage: (message: unknown) => told.push(message) },
  })
const says = (data: unknown, source: unknown = frame.contentWindow, from = origin) =>
  window.dispatchEvent(Object.assign(new Event('message'), { data, source, origin: from }))
const invite = (greeting: unknown = 'Hello! <img src=x onerror=alert(1)>') =>
  says({ koopid: 'invite', greeting })

beforeEach(() => {
  vi.useFakeTimers()
  told = []
  document.body.innerHTML = '<input id="search">'
  const script = Object.assign(document.createElement('script'), { type: 'text/plain' })
  script.src = `${origin}/widget/koopid.js`
  Object.assign(script.dataset, { provider: '719', entryTag: 'welcome' })
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script)
  const make = document.createElement
  frame = standIn(make)
  vi.spyOn(document, 'createElement').mockImplementation((tag: string) =>
    tag === 'iframe' ? frame : make.call(document, tag),
  )
  new Function(code)()
  root = document.querySelector('[data-koopid-chat]')!.shadowRoot!
  vi.advanceTimersByTime(300)
  says({ koopid: 'ready', colour: '#0c7a72' })
  vi.useRealTimers()
  document.getElementById('search')!.focus()
})
afterEach(() => document.body.replaceChildren())

const bubble = () => one('.greeting')
const launcher = () => one('.button')!

describe('the invitation beside the launcher', () => {
  it('is heard in a region that was there before, takes no focus, and is text', () => {
    const region = one('[role="status"]')!
    expect([region.textContent, one('.dismiss')!.hidden]).toEqual(['', true])
    invite()
    expect(one('[role="status"]')).toBe(region)
    expect(region.textContent).toBe('Hello! <img src=x onerror=alert(1)>')
    expect([root.querySelector('img'), one('.dismiss')!.hidden]).toEqual([null, false])
    expect(document.activeElement?.id).toBe('search')
    expect(one('[role="dialog"]')!.hidden).toBe(true)
  })

  it('opens the chat when it is clicked, and is gone', async () => {
    invite()
    await userEvent.click(bubble()!)
    expect([bubble(), one('.dismiss')!.hidden, one('[role="dialog"]')!.hidden]).toEqual([null, true, false])
    expect(told).toEqual([{ koopid: 'open' }])
    expect(root.activeElement).toBe(frame)
  })

  it.each(['its button', 'Escape'])(
    'goes by %s, says so to the chat, and leads to the launcher',
    async (how) => {
      invite()
      if (how === 'Escape') {
        bubble()!.focus()
        await userEvent.keyboard('{Escape}')
      } else await userEvent.click(one('.dismiss')!)
      expect([bubble(), told]).toEqual([null, [{ koopid: 'dismissed' }]])
      expect(root.activeElement).toBe(launcher())
    },
  )

  it('stays when Escape is pressed elsewhere on the page', async () => {
    invite()
    await userEvent.keyboard('{Escape}')
    expect(bubble()).not.toBeNull()
    expect(document.activeElement?.id).toBe('search')
  })

  it('goes when the chat is opened by the launcher, and none comes while it is open', async () => {
    invite()
    await userEvent.click(launcher())
    expect(bubble()).toBeNull()
    invite()
    expect(bubble()).toBeNull()
  })

  it('comes from the chat alone, once, and from no other script of the page', () => {
    says({ koopid: 'invite', greeting: 'Call 0900' }, window)
    says({ koopid: 'invite', greeting: 'Call 0900' }, frame.contentWindow, 'https://evil.example')
    invite({ html: '<b>' })
    expect(bubble()).toBeNull()
    invite('First')
    invite('Second')
    expect(one('[role="status"]')!.textContent).toBe('First')
  })
})
