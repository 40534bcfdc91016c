import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type CustomersPage, customersPage } from '../testing/customers-page.ts'

let page: CustomersPage
beforeEach(() => {
  page = customersPage()
  page.answers()
})
afterEach(() => document.body.replaceChildren())

const count = () => page.one('.count')!

describe('what the frame says', () => {
  it('counts what came while the chat was closed', () => {
    expect(count().hidden).toBe(true)
    page.frameSays({ koopid: 'unread', count: 2 })
    expect(page.label()).toEqual(['Chat with us', '2 new'])
    page.button().click()
    expect(page.label()).toEqual(['Close chat'])
    page.frameSays({ koopid: 'unread', count: 0 })
    page.button().click()
    expect(count().hidden).toBe(true)
    page.frameSays({ koopid: 'unread', count: 1 })
    expect([count().hidden, count().textContent]).toEqual([false, '1 new'])
  })

  it.each<[string, { source?: unknown; origin?: string }]>([
    ['another window', { source: window }],
    ['no window', { source: null }],
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that begins alike', { origin: 'https://app.koopid.example.evil.example' }],
  ])('is not heard from %s', (_name, from) => {
    localStorage.setItem('koopid-token:719:welcome', 'secret')
    page.says({ koopid: 'unread', count: 5 }, from)
    page.says({ koopid: 'kept?' }, from)
    page.says({ koopid: 'keep', key: 'koopid-token:719:welcome', value: 'mine' }, from)
    page.button().click()
    page.says({ koopid: 'close' }, from)
    expect([count().textContent, page.panel().hidden]).toEqual(['0 new', false])
    expect(page.told).toEqual([{ koopid: 'open' }])
    expect(localStorage.getItem('koopid-token:719:welcome')).toBe('secret')
  })

  it.each([
    null,
    undefined,
    'close',
    42,
    [],
    {},
    { koopid: 'toString' },
    { koopid: ['unread'] },
    { koopid: 'unread' },
    { koopid: 'unread', count: 'many' },
    { koopid: 'unread', count: { valueOf: 3 } },
    { koopid: 'invite' },
    { koopid: 'invite', greeting: { textContent: 'x' } },
    { koopid: 'keep' },
    { koopid: 'keep', key: { startsWith: true }, value: 'x' },
    { koopid: 'ready', colour: ['#ffffff'] },
  ])('may be nonsense: %j', (nonsense) => {
    const fails = vi.fn()
    window.addEventListener('error', fails, { once: true })
    page.says(nonsense)
    window.removeEventListener('error', fails)
    expect(fails).not.toHaveBeenCalled()
    expect([count().hidden, page.panel().hidden, page.one('.greeting')]).toEqual([true, true, null])
    expect(localStorage.length).toBe(0)
  })
})

describe('the storage of the page, for a frame that has none', () => {
  const values = { 'koopid-token:719:welcome': 'a'.repeat(43), 'koopid-outbox:719:welcome': '[]' }

  it('answers with what was kept for the chat, and with nothing else', () => {
    for (const [key, value] of Object.entries({ ...values, cart: 'private' }))
      localStorage.setItem(key, value)
    page.frameSays({ koopid: 'kept?' })
    expect(page.told).toEqual([{ koopid: 'kept', values }])
  })

  it('answers before the chat is ready, which waits for it', () => {
    const early = customersPage()
    early.frameSays({ koopid: 'kept?' })
    expect(early.told).toEqual([{ koopid: 'kept', values: {} }])
  })

  it('keeps and forgets', () => {
    page.frameSays({ koopid: 'keep', key: 'koopid-outbox:719:welcome', value: '[1]' })
    expect(localStorage.getItem('koopid-outbox:719:welcome')).toBe('[1]')
    page.frameSays({ koopid: 'keep', key: 'koopid-outbox:719:welcome', value: null })
    expect(localStorage.length).toBe(0)
  })

  it.each(['cart', 'Koopid-token', ' koopid-token', ''])('leaves the page’s own alone: "%s"', (key) => {
    localStorage.setItem(key, 'own')
    page.frameSays({ koopid: 'keep', key, value: 'changed' })
    page.frameSays({ koopid: 'keep', key, value: null })
    expect(localStorage.getItem(key)).toBe('own')
  })

  it.each(['denies it', 'is full'])('may be one that %s', (how) => {
    const denied = () => {
      throw new DOMException('No', how === 'is full' ? 'QuotaExceededError' : 'SecurityError')
    }
    if (how === 'is full') vi.stubGlobal('localStorage', { setItem: denied, removeItem: denied })
    else vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(denied)
    page.frameSays({ koopid: 'kept?' })
    page.frameSays({ koopid: 'keep', key: 'koopid-token', value: 'a' })
    page.frameSays({ koopid: 'keep', key: 'koopid-token', value: null })
    expect(page.told).toEqual([{ koopid: 'kept', values: {} }])
  })
})
