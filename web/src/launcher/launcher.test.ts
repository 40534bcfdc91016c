import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { customersPage, origin, tag } from '../testing/customers-page.ts'
import { launch } from './launcher.ts'

afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

/** A page on which the chat has answered. */
function ready(...data: Parameters<typeof customersPage>) {
  const page = customersPage(...data)
  page.answers()
  return page
}
const launchers = () => document.querySelectorAll('[data-koopid-chat]').length
const speaks = (...languages: string[]) => vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages)

describe('the tag', () => {
  it('brings one launcher, though it is on the page twice', () => {
    customersPage()
    launch(tag())
    expect(launchers()).toBe(1)
  })

  it('waits for a page that has no body yet, and brings one there too', () => {
    const body = vi.spyOn(document, 'body', 'get').mockReturnValue(null as never)
    launch(tag())
    launch(tag())
    expect(launchers()).toBe(0)
    body.mockRestore()
    window.dispatchEvent(new Event('DOMContentLoaded'))
    expect(launchers()).toBe(1)
  })

  it('leads the frame to its chat, and says which page it is on', () => {
    const { frame, panel } = customersPage({ provider: '7&19', entryTag: 'größe' })
    const { origin: from, pathname, search, hash } = new URL(frame.src)
    expect([from, pathname]).toEqual([origin, '/widget/frame'])
    expect(Object.fromEntries(new URLSearchParams(search))).toEqual({ provider: '7&19', tag: 'größe' })
    expect(new URLSearchParams(hash.slice(1)).get('host')).toBe(location.origin)
    expect(panel().contains(frame)).toBe(true)
  })

  it('names the chat', async () => {
    const { button, panel, frame } = ready({ label: 'Ask <b>us</b>' })
    const names = [button().textContent, panel().getAttribute('aria-label'), frame.title]
    expect(names).toEqual(Array(3).fill('Ask <b>us</b>'))
  })

  it.each([
    [['de-AT', 'en'], 'Chatten Sie mit uns', 'ltr'],
    [['ar'], 'تحدث معنا', 'rtl'],
    [['fr', 'de'], 'Chatten Sie mit uns', 'ltr'],
    [['fr'], 'Chat with us', 'ltr'],
    [['constructor'], 'Chat with us', 'ltr'],
    [[], 'Chat with us', 'ltr'],
  ])('speaks to %s', (languages, name, direction) => {
    speaks(...languages)
    const { button, root } = customersPage()
    expect(button().textContent).toBe(name)
    expect(root.adoptedStyleSheets[0]!.cssRules[0]!.cssText).toMatch(`direction: ${direction}`)
  })

  it('speaks English to a browser that names no language', () => {
    speaks()
    vi.mocked(Object.getOwnPropertyDescriptor(navigator, 'languages')!.get!).mockReturnValue(undefined)
    expect(customersPage().button().textContent).toBe('Chat with us')
  })
})

describe('the launcher', () => {
  it('opens the chat, says so to it, and leads into it', async () => {
    const { button, label, panel, root, frame, told } = ready()
    expect([button().getAttribute('aria-expanded'), panel().hidden]).toEqual(['false', true])
    await userEvent.click(button())
    expect([button().getAttribute('aria-expanded'), panel().hidden]).toEqual(['true', false])
    expect([label(), root.activeElement, told]).toEqual([['Close chat'], frame, [{ koopid: 'open' }]])
  })

  it.each(['itself', 'Escape', 'the chat'])('closes the chat by %s, and has the focus', async (how) => {
    const { button, label, panel, root, told, frameSays } = ready()
    await userEvent.click(button())
    if (how === 'itself') await userEvent.click(button())
    if (how === 'Escape') {
      button().focus()
      await userEvent.keyboard('{Escape}')
    }
    if (how === 'the chat') frameSays({ koopid: 'close' })
    expect([button().getAttribute('aria-expanded'), panel().hidden]).toEqual(['false', true])
    expect([label(), root.activeElement]).toEqual([['Chat with us'], button()])
    expect(told).toEqual([{ koopid: 'open' }, { koopid: 'closed' }])
  })

  it('does nothing for an Escape that is not meant for it', async () => {
    const { button, panel, told } = ready()
    await userEvent.click(button())
    document.getElementById('search')!.focus()
    await userEvent.keyboard('{Escape}')
    expect([panel().hidden, told]).toEqual([false, [{ koopid: 'open' }]])
  })

  it('takes no focus when a chat that is closed asks to be closed', () => {
    const { frameSays, told } = ready()
    frameSays({ koopid: 'close' })
    expect([document.activeElement?.id, told]).toEqual(['search', []])
  })

  it('waits a moment for the page before it loads the chat, unless somebody opens it', () => {
    const shadow = () => document.querySelector('[data-koopid-chat]')!.shadowRoot!
    const { frame, panel } = customersPage({}, (script) => {
      launch(script)
      expect(shadow().querySelector('.frame')).toBeNull()
      shadow().querySelector<HTMLElement>('.button')!.click()
      expect(shadow().querySelector('.frame')).not.toBeNull()
    })
    expect([...panel().children]).toEqual([frame])
  })

  it('is open before the chat has come, which hears of it when it has', () => {
    const { button, told, frameSays } = customersPage()
    button().click()
    expect(told).toEqual([])
    frameSays({ koopid: 'ready', colour: '#0c7a72' })
    expect(told).toEqual([{ koopid: 'open' }])
  })
})

describe('a chat that does not answer within ten seconds', () => {
  it('is explained to who opens it, who can close the explanation', () => {
    const { button, panel, root, one, frame } = customersPage()
    vi.advanceTimersByTime(9_999)
    expect(panel().contains(frame)).toBe(true)
    vi.advanceTimersByTime(1)
    button().click()
    const note = one('[role="alert"]')!
    expect([panel().contains(frame), panel().contains(note)]).toEqual([false, true])
    expect(note.textContent).toMatch(/cannot be shown on this page/)
    expect(root.activeElement).toBe(note.querySelector('button'))
    note.querySelector('button')!.click()
    expect([panel().hidden, root.activeElement]).toEqual([true, button()])
  })

  it('gives the focus that its frame had to the explanation, which Escape closes', () => {
    const { button, panel, root, one } = customersPage()
    button().click()
    vi.advanceTimersByTime(10_000)
    expect(root.activeElement).toBe(one('[role="alert"] button'))
    root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    expect([panel().hidden, root.activeElement]).toEqual([true, button()])
  })

  it.each(['closed', 'open'])('takes no focus from the page when it is %s', (state) => {
    const { button, one } = customersPage()
    if (state === 'open') button().click()
    document.getElementById('search')!.focus()
    vi.advanceTimersByTime(10_000)
    expect(one('[role="alert"]')).not.toBeNull()
    expect(document.activeElement?.id).toBe('search')
  })

  it('is not said of one that has', () => {
    const { one, frameSays } = customersPage()
    frameSays({ koopid: 'ready', colour: '#0c7a72' })
    vi.advanceTimersByTime(60_000)
    expect(one('[role="alert"]')).toBeNull()
  })
})
