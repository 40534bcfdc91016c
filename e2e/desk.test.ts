/** A support team at work, each person in a browser of their own. */
import type { Statusboard } from '@koopid/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest'
import { launchBrowser } from './browser.ts'
import {
  callAs,
  choose,
  composer,
  type DeskWorld,
  goAvailable,
  openConversation,
  reply,
  startDeskWorld,
} from './desk-world.ts'
import { button, heading, link, sees } from './people.ts'

/** In the chat's own storage, or in its page's where the browser gives a frame none. */
async function isKept(page: Page, key: string): Promise<boolean> {
  const kept = page.frames().map((frame) => frame.evaluate((name) => localStorage.getItem(name), key))
  return (await Promise.all(kept)).some((value) => value !== null)
}

describe('a desk at Globex', () => {
  let browser: Browser
  let desk: DeskWorld
  let boss: Page
  let open: Page[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
    desk = await startDeskWorld(browser)
    boss = await desk.supervisor()
    // Customers say who they are before they write, so that each story tells them apart.
    await setChannel({ greet: 'form' })
    await setDesk({ disconnectGrace: 3, idle: 600, alertSound: false })
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  const setChannel = async (part: object) => {
    const { channels } = await callAs<{ channels: { id: string }[] }>(boss, 'GET', '/channels')
    await callAs(boss, 'PATCH', `/channels/${channels[0]!.id}`, part)
  }
  const invitation = (page: Page) =>
    page.getByRole('status').getByRole('button', { name: 'Hello! How can we help?' })
  const setDesk = (settings: object) => callAs(boss, 'PUT', '/desk-settings', settings)
  const setTeam = (part: object) =>
    callAs(boss, 'PATCH', '/teams/support', {
      name: 'Support',
      everyone: true,
      members: [],
      routing: 'auto',
      limit: 5,
      unanswered: 90,
      ...part,
    })
  const seat = async (login: 'gia' | 'hal') => {
    const page = await desk.agent(login)
    open.push(page)
    return page
  }
  const customer = async (name: string) => {
    const one = await desk.customer(name)
    open.push(one.page)
    return one
  }
  /** Nobody holds anything, the team is as it was, and nobody who failed before is still there. */
  async function emptyDesk() {
    for (const page of open)
      await page
        .context()
        .close()
        .catch(() => {})
    open = []
    await setTeam({})
    const board = await callAs<Statusboard>(boss, 'GET', '/statusboard')
    for (const { id } of [...board.queue, ...board.live])
      await callAs(boss, 'POST', `/conversations/${id}/close`)
  }
  const story = (name: string, tell: () => Promise<void>) =>
    it(name, async () => {
      onTestFailed(async () => {
        for (const [n, page] of open.entries())
          await desk.screenshot(page, `desk-failed-${name.slice(0, 30)}-${n}`).catch(() => {})
      })
      await emptyDesk()
      await tell()
      for (const page of open) await page.context().close()
      open = []
    })

  story('a customer is invited and writes, the agent hears and sees it, and answers', async () => {
    await setChannel({ inviteAfter: 3 })
    const gia = await seat('gia')
    await goAvailable(gia)
    const cleo = await desk.customer('Cleo', invitation)
    open.push(cleo.page)
    await cleo.chat.getByLabel('Your name').and(cleo.chat.locator(':focus')).waitFor()
    await expect.poll(() => isKept(cleo.page, 'koopid-invitation:719:welcome')).toBe(true)
    await setChannel({ inviteAfter: null })
    await cleo.says('Where is my parcel?')
    await gia.getByRole('link', { name: /Cleo/ }).waitFor()
    await openConversation(gia, 'Cleo')
    await sees(gia.getByRole('log'), 'Where is my parcel?')
    await cleo.chat.getByText('Gia Green').first().waitFor()
    await composer(gia).pressSequentially('It is', { delay: 20 })
    await cleo.chat.getByText(/Gia Green is typing/).waitFor()
    await reply(gia, 'It is on its way.')
    await cleo.chat.getByText('It is on its way.').waitFor()
    await cleo.says('Thank you!')
    await sees(gia.getByRole('log'), 'Thank you!')
    await cleo.chat.getByText('Seen').waitFor()
  })

  story('of two agents who take the same conversation, one gets it and the other is told', async () => {
    await setTeam({ routing: 'manual' })
    const [gia, hal] = [await seat('gia'), await seat('hal')]
    await Promise.all([goAvailable(gia), goAvailable(hal)])
    const cleo = await customer('Cleo')
    await cleo.says('Anybody there?')
    for (const page of [gia, hal]) await openConversation(page, 'Cleo', 'Queue')
    // Whoever is slower may find the button gone already.
    const clicks = [gia, hal].map((page) => button(page, 'Take').click({ noWaitAfter: true, timeout: 5000 }))
    expect((await Promise.allSettled(clicks)).map(({ status }) => status)).toContain('fulfilled')
    const winner = cleo.chat.getByText(/(Gia Green|Hal Hughes)/).first()
    await winner.waitFor()
    const taken = (await winner.innerText()).includes('Gia') ? gia : hal
    const other = taken === gia ? hal : gia
    await composer(taken).waitFor()
    await sees(other, /has this conversation, so you cannot write in it/)
  })

  story('a conversation is transferred to a colleague with a note', async () => {
    const gia = await seat('gia')
    await goAvailable(gia)
    const cleo = await customer('Cleo')
    await cleo.says('I want a refund')
    await openConversation(gia, 'Cleo')
    const hal = await seat('hal')
    await goAvailable(hal)
    await button(gia, 'Transfer').first().click()
    await choose(gia, 'To whom', /Hal Hughes/)
    await gia.getByLabel(/Note for whoever gets it/).fill('Wants the money back')
    await gia.getByRole('button', { name: 'Transfer', exact: true }).last().click()
    await openConversation(hal, 'Cleo')
    await sees(hal.getByRole('log'), /Wants the money back/)
    await reply(hal, 'I can help with that.')
    await cleo.chat.getByText('I can help with that.').waitFor()
    expect(await cleo.chat.getByText(/money back/).count()).toBe(0)
  })

  story(
    'an agent’s tab is killed: after the grace the other agent has it, and the wait goes on',
    async () => {
      const gia = await seat('gia')
      await goAvailable(gia)
      const cleo = await customer('Cleo')
      await cleo.says('Still there?')
      await gia.getByRole('link', { name: /Cleo/ }).waitFor()
      const waitingSince = async () =>
        (await callAs<{ live: { waitingSince: string }[] }>(boss, 'GET', '/statusboard')).live[0]!
          .waitingSince
      const before = await waitingSince()
      const hal = await seat('hal')
      await goAvailable(hal)
      await gia.context().close()
      await openConversation(hal, 'Cleo')
      await sees(hal.getByRole('log'), /connection was lost/)
      expect(await waitingSince()).toBe(before)
    },
  )

  story('a conversation that is not answered goes to the next agent', async () => {
    await setTeam({ unanswered: 5 })
    const gia = await seat('gia')
    await goAvailable(gia)
    const cleo = await customer('Cleo')
    await cleo.says('Hello?')
    await gia.getByRole('link', { name: /Cleo/ }).waitFor()
    const hal = await seat('hal')
    await goAvailable(hal)
    await openConversation(hal, 'Cleo')
    await button(gia, 'Status: Away').waitFor()
    await sees(gia, /not answered in time/)
  })

  story(
    'signing out asks what becomes of open conversations: cancel, back to the queue, or transfer',
    async () => {
      const [gia, hal] = [await seat('gia'), await seat('hal')]
      await goAvailable(gia)
      const [cleo, dora] = [await customer('Cleo'), await customer('Dora')]
      await cleo.says('One')
      await dora.says('Two')
      for (const name of ['Cleo', 'Dora']) await gia.getByRole('link', { name: new RegExp(name) }).waitFor()
      await goAvailable(hal)
      const leave = async () => {
        await button(gia, /^Your account/).click()
        await gia.getByRole('menuitem', { name: 'Sign out' }).click()
        await sees(gia.getByRole('dialog'), 'Cleo', 'Dora')
      }
      await leave()
      await button(gia.getByRole('dialog'), 'Stay signed in').click()
      await gia.getByRole('link', { name: /Cleo/ }).waitFor()
      await leave()
      await gia
        .getByRole('dialog')
        .getByRole('radio', { name: /Transfer/ })
        .click()
      await choose(gia.getByRole('dialog'), 'Agent or team', /Hal Hughes/)
      await button(gia.getByRole('dialog'), 'Sign out').click()
      await sees(gia, 'You are signed out')
      for (const name of ['Cleo', 'Dora']) await hal.getByRole('link', { name: new RegExp(name) }).waitFor()

      // And the third choice: hal puts them back.
      await button(hal, /^Your account/).click()
      await hal.getByRole('menuitem', { name: 'Sign out' }).click()
      await hal.getByRole('dialog').getByRole('radio', { name: /queue/ }).click()
      await button(hal.getByRole('dialog'), 'Sign out').click()
      await sees(hal, 'You are signed out')
      await cleo.chat
        .getByText(/finding someone else/)
        .first()
        .waitFor()
    },
  )

  story('a supervisor sets an agent to away, and takes the conversations back', async () => {
    const gia = await seat('gia')
    await goAvailable(gia)
    const cleo = await customer('Cleo')
    await cleo.says('Hello')
    await gia.getByRole('link', { name: /Cleo/ }).waitFor()
    await link(boss, 'Statusboard').click()
    await heading(boss, 'Statusboard')
    await sees(boss, 'Cleo', 'Gia Green')
    await button(boss, /Actions for Gia Green/).click()
    await boss.getByRole('menuitem', { name: /Set to away/ }).click()
    await boss
      .getByRole('dialog')
      .getByLabel(/Put their conversations back/)
      .check()
    await button(boss.getByRole('dialog'), /Set to away/).click()
    await sees(gia, /Globex Administrator set you to away/)
    await sees(gia, 'You are away')
    await cleo.chat
      .getByText(/finding someone else/)
      .first()
      .waitFor()
  })

  story(
    'a colleague who is mentioned in a note finds it at once, and the customer never sees it',
    async () => {
      const [gia, hal] = [await seat('gia'), await seat('hal')]
      await goAvailable(gia)
      const cleo = await customer('Cleo')
      await cleo.says('A hard question')
      await openConversation(gia, 'Cleo')
      await gia.getByText('Note', { exact: true }).first().click()
      const note = gia.getByLabel('Note for colleagues')
      await note.pressSequentially('@Hal')
      await gia.getByRole('option', { name: /Hal Hughes/ }).click()
      await note.pressSequentially('do you know this?')
      await button(gia, 'Add note').click()
      await openConversation(hal, 'Cleo', 'Mentions')
      await sees(hal.getByRole('log'), /do you know this/)
      expect(await cleo.chat.getByText(/do you know this/).count()).toBe(0)
    },
  )

  story('a chat does not appear on a site that may not have it, and says so', async () => {
    const page = await desk.newPage()
    open.push(page)
    // The same page under another name: the browser keeps the frame empty.
    await page.goto(desk.shop.replace('shop.localhost', 'other.localhost'))
    await button(page, /Chat with us/).click()
    await sees(page, /cannot be shown on this page/)
  })
})
