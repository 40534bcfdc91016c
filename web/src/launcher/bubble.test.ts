import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CustomersPage, customersPage } from '../testing/customers-page.ts'

let page: CustomersPage
beforeEach(() => {
  page = customersPage()
  page.answers()
})
afterEach(() => document.body.replaceChildren())

const invite = (greeting: unknown = 'Hello! <img src=x onerror=alert(1)>') =>
  page.says({ koopid: 'invite', greeting })
const bubble = () => page.one('.greeting')

describe('the invitation beside the launcher', () => {
  it('is heard in a region that was there before, takes no focus, and is text', () => {
    const region = page.one('[role="status"]')!
    expect([region.textContent, page.one('.dismiss')!.hidden]).toEqual(['', true])
    invite()
    expect(page.one('[role="status"]')).toBe(region)
    expect(region.textContent).toBe('Hello! <img src=x onerror=alert(1)>')
    expect([page.one('img'), page.one('.dismiss')!.hidden]).toEqual([null, false])
    expect(document.activeElement?.id).toBe('search')
    expect(page.panel().hidden).toBe(true)
  })

  it('opens the chat when it is clicked, and is gone', async () => {
    invite()
    await userEvent.click(bubble()!)
    expect([bubble(), page.one('.dismiss')!.hidden, page.panel().hidden]).toEqual([null, true, false])
    expect(page.told).toEqual([{ koopid: 'open' }])
    expect(page.root.activeElement).toBe(page.frame)
  })

  it.each(['its button', 'Escape'])(
    'goes by %s, says so to the chat, and leads to the launcher',
    async (how) => {
      invite()
      if (how === 'Escape') {
        bubble()!.focus()
        await userEvent.keyboard('{Escape}')
      } else await userEvent.click(page.one('.dismiss')!)
      expect([bubble(), page.told]).toEqual([null, [{ koopid: 'dismissed' }]])
      expect(page.root.activeElement).toBe(page.button())
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
    await userEvent.click(page.button())
    expect(bubble()).toBeNull()
    invite()
    expect(bubble()).toBeNull()
  })

  it('comes from the chat alone, once, and from no other script of the page', () => {
    const call = { koopid: 'invite', greeting: 'Call 0900' }
    page.says(call, { source: window })
    page.says(call, { origin: 'https://evil.example' })
    invite({ html: '<b>' })
    expect(bubble()).toBeNull()
    invite('First')
    invite('Second')
    expect(page.one('[role="status"]')!.textContent).toBe('First')
  })
})
