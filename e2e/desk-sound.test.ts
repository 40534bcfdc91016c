/** The alert sound under the browser's own autoplay policy: nothing is played before a gesture, and no flag changes that. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import {
  callAs,
  type DeskWorld,
  goAvailable,
  isQuiet,
  openConversation,
  rings,
  startDeskWorld,
} from './desk-world.ts'
import { button, link, seesUntouched, setProviderIdInOkta, signInAtOkta, signOut } from './people.ts'

const blocked = 'Alert sound: Blocked – click to enable'

describe('an agent who arrives from Okta', () => {
  let browser: Browser
  let desk: DeskWorld
  let boss: Page

  beforeAll(async () => {
    browser = await launchBrowser()
    desk = await startDeskWorld(browser)
    boss = await desk.supervisor()
    const { channels } = await callAs<{ channels: { id: string }[] }>(boss, 'GET', '/channels')
    await callAs(boss, 'PATCH', `/channels/${channels[0]!.id}`, { greet: 'form' })
    await setProviderIdInOkta(await desk.newPage(), desk.org('globex'), '719&alertsound=true')
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  const emptyDesk = async () => {
    const board = await callAs<{ queue: { id: string }[]; live: { id: string }[] }>(
      boss,
      'GET',
      '/statusboard',
    )
    for (const { id } of [...board.queue, ...board.live])
      await callAs(boss, 'POST', `/conversations/${id}/close`)
  }

  it('is blocked, goes available, hears a new conversation, and opening it stops the ring', async () => {
    const gia = await desk.agent('gia')
    await seesUntouched(gia, blocked)
    await goAvailable(gia)
    await button(gia, 'Alert sound: On').waitFor()
    await isQuiet(gia).waitFor({ state: 'attached' })
    const cleo = await desk.customer('Cleo')
    await cleo.says('Hello?')
    await rings(gia).waitFor({ state: 'attached' })
    await openConversation(gia, 'Cleo')
    await isQuiet(gia).waitFor({ state: 'attached' })
    await emptyDesk()
    await cleo.page.context().close()
    await gia.context().close()
  })

  it('has two tabs open: exactly one rings, and opening it in the other stops it', async () => {
    const gia = await desk.agent('gia')
    await goAvailable(gia)
    const second = await gia.context().newPage()
    await second.goto(gia.url())
    await button(second, 'Status: Available').waitFor()
    // A gesture here too, so that both could ring.
    await second.getByRole('tab', { name: /^Queue/ }).click()
    await button(second, 'Alert sound: On').waitFor()
    const cleo = await desk.customer('Cleo')
    await cleo.says('Hello?')
    const ringing = async () => (await rings(gia).count()) + (await rings(second).count())
    await expect.poll(ringing, { timeout: 20_000 }).toBe(1)
    const [loud, quiet] = (await rings(gia).count()) === 1 ? [gia, second] : [second, gia]
    await openConversation(quiet, 'Cleo')
    await isQuiet(loud).waitFor({ state: 'attached' })
    expect(await ringing()).toBe(0)
    await emptyDesk()
    await cleo.page.context().close()
    await gia.context().close()
  })

  it('has a ring that ends when somebody else takes the conversation', async () => {
    const team = { name: 'Support', everyone: true, members: [], limit: 5, unanswered: 90 }
    await callAs(boss, 'PATCH', '/teams/support', { ...team, routing: 'manual' })
    const [gia, hal] = [await desk.agent('gia'), await desk.agent('hal')]
    await goAvailable(gia)
    await goAvailable(hal)
    const cleo = await desk.customer('Cleo')
    await cleo.says('Hello?')
    for (const page of [gia, hal]) await rings(page).waitFor({ state: 'attached' })
    await openConversation(hal, 'Cleo', 'Queue')
    await button(hal, 'Take').click()
    await isQuiet(gia).waitFor({ state: 'attached' })
    await callAs(boss, 'PATCH', '/teams/support', { ...team, routing: 'auto' })
    await emptyDesk()
    for (const page of [gia, hal, cleo.page]) await page.context().close()
  })

  it('mutes it, and the mute outlives the next sign-in with alertsound=true', async () => {
    const gia = await desk.agent('gia')
    await goAvailable(gia)
    await button(gia, 'Alert sound: On').click()
    await gia.getByRole('menuitem', { name: 'Mute' }).click()
    await button(gia, 'Alert sound: Muted').waitFor()
    await signOut(gia)
    await gia.goto(desk.org('globex'))
    await signInAtOkta(gia, 'gia.agent@globex.com')
    await link(gia, 'Koopid AI').click()
    await button(gia, 'Alert sound: Muted').waitFor()
    await gia.context().close()
  })

  it('shows on the statusboard that alerts cannot be heard', async () => {
    const hal = await desk.agent('hal')
    await seesUntouched(hal, blocked)
    await link(boss, 'Statusboard').click()
    await boss
      .getByRole('row', { name: /Hal Hughes/ })
      .getByText(/cannot hear alerts/i)
      .waitFor()
    await hal.context().close()
  })
})
