/** A shift without a mouse: from the tile in Okta to signing out, with the keys that the desktop names. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest'
import { launchBrowser } from './browser.ts'
import { callAs, type DeskWorld, goAvailable, openConversation, startDeskWorld } from './desk-world.ts'
import { button, sees } from './people.ts'

describe('a shift by keyboard', () => {
  let browser: Browser
  let desk: DeskWorld
  let boss: Page
  let gia: Page

  beforeAll(async () => {
    browser = await launchBrowser()
    desk = await startDeskWorld(browser)
    boss = await desk.supervisor()
    await setUp()
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  async function setUp(): Promise<void> {
    const { channels } = await callAs<{ channels: { id: string }[] }>(boss, 'GET', '/channels')
    await callAs(boss, 'PATCH', `/channels/${channels[0]!.id}`, { greet: 'form' })
    const rules = { everyone: true, members: [], routing: 'manual', limit: 5, unanswered: 3600 }
    await callAs(boss, 'PATCH', '/teams/support', { name: 'Support', ...rules })
    const body = 'Hello {{customer}}, your parcel arrives tomorrow.'
    const reply = { title: 'Parcel on its way', shortcut: 'parcel', body, team: null }
    await callAs(boss, 'POST', '/canned-replies', reply)
    await callAs(boss, 'POST', '/tags', { name: 'delivery' })
  }

  /** One key or several, one after the other; then the focus must be where a person sees it. */
  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) await gia.keyboard.press(key)
    await focusIsSeen(`after ${keys.join(' ')}`)
  }
  async function type(text: string): Promise<void> {
    await gia.keyboard.type(text)
    await focusIsSeen(`after typing ${text}`)
  }
  /** All of them are told at the end, since one seldom comes alone. */
  const lost: string[] = []
  async function focusIsSeen(when: string): Promise<void> {
    const seen = expect.poll(() => gia.evaluate(lostFocus), { timeout: 3000 }).toBe('')
    await seen.catch(async () => lost.push(`${when}: ${await gia.evaluate(lostFocus)}`))
  }

  const focusIsOn = (name: RegExp) =>
    expect.poll(() => gia.evaluate(focusName), { timeout: 10_000 }).toMatch(name)

  /** With Tab alone, each stop on the way in sight. */
  async function tabTo(name: RegExp, key = 'Tab'): Promise<void> {
    const passed: string[] = []
    for (let stop = 0; stop < 60; stop += 1) {
      await press(key)
      const here = await gia.evaluate(focusName)
      if (name.test(here)) return
      passed.push(here)
    }
    throw new Error(`${key} never comes to ${name}: ${passed.join(' > ')}`)
  }

  it('is worked from going available to signing out', async () => {
    const hal = await desk.agent('hal')
    await goAvailable(hal)
    const cleo = await desk.customer('Cleo')
    await cleo.says('Where is my parcel?')
    const dora = await desk.customer('Dora')
    await dora.says('How do I return a lamp?')
    gia = await desk.agent('gia')
    onTestFailed(async () => {
      console.error(lost)
      await desk.screenshot(gia, 'desk-shift-failed')
    })
    await button(gia, 'Status: Away').waitFor()

    await press('Tab')
    await focusIsOn(/^Skip to content$/)
    await press('Enter')
    await press('g', 'a')
    await button(gia, 'Status: Available').waitFor()

    await press('g', 'q')
    await gia.getByRole('link', { name: /Dora/ }).waitFor()
    await press('j')
    await gia.getByRole('log', { name: 'Messages with Cleo' }).waitFor()
    await press('t')
    await sees(gia, /With you/)
    await tabTo(/^Messages with Cleo/)
    await press('End')
    await sees(gia.getByRole('log'), 'Where is my parcel?')

    await press('r')
    await focusIsOn(/^Message$/)
    await type('I have a look.')
    await cleo.chat.getByText(/Gia Green is typing/).waitFor()
    expect(await gia.getByText(/Gia Green is typing/).count()).toBe(0)
    await press('Enter')
    await cleo.chat.getByText('I have a look.').waitFor()
    await type('/par')
    await gia.getByRole('option', { name: /parcel/ }).waitFor()
    await press('Enter')
    await type(' Anything else?')
    await press('Enter')
    await cleo.chat.getByText('Hello Cleo, your parcel arrives tomorrow. Anything else?').waitFor()

    await press('Escape')
    await press('n')
    await focusIsOn(/^Note for colleagues$/)
    await type('@Ha')
    await gia.getByRole('option', { name: /Hal Hughes/ }).waitFor()
    await press('Enter')
    await type('do you know the carrier?')
    await press('Enter')
    await hal.getByRole('tab', { name: /^Mentions/ }).click()
    await hal.getByRole('link', { name: /Cleo/ }).waitFor()

    await press('Escape')
    await focusIsOn(/^Messages with Cleo$/)
    await press('l')
    await focusIsOn(/^Tags$/)
    await gia.getByRole('checkbox', { name: 'delivery' }).waitFor()
    await press('Tab')
    await press('Space')
    await gia.getByRole('checkbox', { name: 'delivery', checked: true }).waitFor()
    await focusIsSeen('after the tag was saved')

    await press('x')
    await focusIsOn(/^Transfer$/)
    await gia.getByLabel('To whom').getByRole('option', { name: /Hal/ }).waitFor({ state: 'attached' })
    await tabTo(/^To whom/)
    await type('Hal')
    await tabTo(/^Note for whoever gets it/)
    await type('Knows the carrier')
    await tabTo(/^Transfer$/)
    await press('Enter')
    await sees(gia, /Hal Hughes has this conversation/)
    await focusIsOn(/^Messages with Cleo$/)
    await openConversation(hal, 'Cleo')
    await sees(hal.getByRole('log'), /Knows the carrier/)

    await press('Control+k')
    await gia.getByRole('dialog').waitFor()
    await type('lamp')
    await gia.getByText('How do I return a lamp?').nth(1).waitFor()
    await press('ArrowDown')
    await press('Enter')
    await gia.getByRole('log', { name: 'Messages with Dora' }).waitFor()
    await focusIsOn(/^Messages with Dora$/)
    await press('t')
    await sees(gia, /With you/)
    await press('r')
    await focusIsOn(/^Message$/)
    await type('With the label in the parcel.')
    await press('Enter')
    await dora.chat.getByText('With the label in the parcel.').waitFor()
    await press('Escape')
    await press('e')
    await dora.chat.getByText('The chat has ended').waitFor()
    await sees(gia, 'The conversation is closed. Reopen it to write.')
    await focusIsSeen('after it was closed')

    await press('g', 'h')
    await gia.getByRole('list', { name: 'History' }).getByRole('link', { name: /Dora/ }).waitFor()
    await focusIsSeen('in the history')
    await press('g', 'a')
    await button(gia, 'Status: Away').waitFor()
    await press('?')
    await gia.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await press('Escape')

    await tabTo(/^Your account/, 'Shift+Tab')
    await press('Enter')
    await focusIsOn(/^System$/)
    await press('End')
    await focusIsOn(/^Sign out$/)
    await press('Enter')
    await gia.getByRole('dialog', { name: 'Sign out?' }).waitFor()
    await sees(gia, 'You have no open conversations.')
    await tabTo(/^Sign out$/)
    await gia.keyboard.press('Enter')
    await sees(gia, 'You are signed out')
    expect(lost).toEqual([])
  })
})

/** In the page: why a person could not see where the focus is; nothing when they can. */
function lostFocus(): string {
  const at = document.activeElement
  if (!at || at === document.body) return 'nothing has the focus'
  // What is hidden but works, such as a styled checkbox, shows its focus on its label.
  const hidden = at.closest('.visually-hidden')
  const shown = hidden ? hidden.closest('label') : at
  const name = `${at.tagName.toLowerCase()} ${at.getAttribute('aria-label') ?? at.textContent?.slice(0, 40)}`
  if (!shown) return `${name} is hidden`
  const { width, height, top, left, bottom, right } = shown.getBoundingClientRect()
  if (width === 0 || height === 0) return `${name} has no size`
  if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth)
    return `${name} is off the screen`
  // The whole page below its bar has no edge to draw; where one goes from there does.
  if (at.matches('main')) return ''
  if (at.matches('input:not([type=checkbox], [type=radio]), textarea, select')) return ''
  const { outlineStyle, outlineWidth } = getComputedStyle(shown)
  return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 ? '' : `${name} has no outline`
}

/** In the page: what a screen reader calls that which has the focus. */
function focusName(): string {
  const at = document.activeElement
  const labels = at && 'labels' in at ? (at as HTMLInputElement).labels : undefined
  const name = at?.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? at?.textContent ?? ''
  return name.trim()
}
