import { afterEach, describe, expect, it, vi } from 'vitest'
import { customersPage } from '../testing/customers-page.ts'

afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

function colours() {
  const { style } = document.querySelector<HTMLElement>('[data-koopid-chat]')!
  return [style.getPropertyValue('--colour'), style.getPropertyValue('--ink')]
}

describe('the colour of the launcher', () => {
  it.each([
    ['#0c7a72', '#fff'],
    ['#FFDD00', '#000'],
    ['#ffffff', '#000'],
    ['#000000', '#fff'],
    ['#c22525', '#fff'],
    ['#00c853', '#000'],
  ])('%s is written on in %s', (colour, ink) => {
    customersPage({ colour })
    expect(colours()).toEqual([colour, ink])
  })

  it('is the one that the tag names, whatever the channel has', () => {
    customersPage({ colour: '#ffdd00' }).frameSays({ koopid: 'ready', colour: '#102030' })
    expect(colours()).toEqual(['#ffdd00', '#000'])
  })

  it('is the channel’s when the tag names none', () => {
    const { frameSays } = customersPage()
    expect(colours()).toEqual(['#0c7a72', '#fff'])
    frameSays({ koopid: 'ready', colour: '#ffdd00' })
    expect(colours()).toEqual(['#ffdd00', '#000'])
  })

  it.each(['red', '#fff', '#0c7a72;position:static', 'url(x)'])('is the usual one for "%s"', (colour) => {
    customersPage({ colour })
    expect(colours()).toEqual(['#0c7a72', '#fff'])
  })

  it.each([undefined, null, 16711680, ['#ff0000']])('is the usual one when the chat says %j', (colour) => {
    customersPage().says({ koopid: 'ready', colour })
    expect(colours()).toEqual(['#0c7a72', '#fff'])
  })
})

describe('the style of the launcher', () => {
  it('needs no permission of the page’s content security policy', () => {
    const { root, one } = customersPage()
    expect([root.adoptedStyleSheets.length, one('style')]).toEqual([1, null])
  })

  it('is there where a style sheet cannot be made', () => {
    vi.stubGlobal('CSSStyleSheet', undefined)
    const { root, one } = customersPage()
    expect(root.adoptedStyleSheets.length).toBe(0)
    expect(one('style')!.textContent).toMatch(/:host.*direction:ltr/)
  })
})
