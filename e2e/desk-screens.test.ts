/** Every screen of the desk with people in it: light and dark, wide and narrow, left to right and right to left. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PeoplePage } from '@koopid/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { fillDesk, type Morning } from './desk-sample.ts'
import { callAs, type DeskWorld, goAvailable, startDeskWorld } from './desk-world.ts'
import { complaintsAbout } from './looks.ts'
import { button, heading, link, photo, sees } from './people.ts'

describe('every screen of the desk', { timeout: 240_000 }, () => {
  let browser: Browser
  let desk: DeskWorld
  let folder: string
  let boss: Page
  let gia: Page
  let morning: Morning
  let complaints: string[]

  beforeAll(async () => {
    browser = await launchBrowser()
    folder = await mkdtemp(join(tmpdir(), 'koopid-screens-'))
    const database = join(folder, 'koopid.db')
    desk = await startDeskWorld(browser, { database: `sqlite:${database}` })
    boss = await desk.supervisor()
    const hal = await desk.agent('hal')
    gia = await desk.agent('gia')
    for (const page of [hal, gia]) await goAvailable(page)
    morning = await fillDesk(desk, boss, gia, hal, database)
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
    morning?.stop()
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(() => {
    complaints = []
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    for (const [name, page] of Object.entries({ boss, gia }))
      await desk.screenshot(page, `screens/failed-${name}-${task.name.replaceAll(/\W+/g, '-')}`)
  })

  const look = async (page: Page, name: string, open?: () => Promise<void>) =>
    void complaints.push(...(await complaintsAbout(desk, page, name, open)))
  const menuItem = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name })
  const dialog = (page: Page) => page.getByRole('dialog')

  async function toList(page: Page, name: RegExp | string, customer: RegExp): Promise<void> {
    await page.getByRole('tab', { name }).click()
    await link(page, customer).waitFor()
  }
  async function toConversation(page: Page, id: string): Promise<void> {
    await page.goto(`${desk.portal('app')}/agent/c/${id}`)
    await page.getByRole('log').waitFor()
    await button(page, /^Status|^الحالة/).waitFor()
  }
  /** Beside the messages on a wide screen, in a dialog on a narrow one. */
  async function openTool(page: Page, name: string): Promise<void> {
    const show = button(page, 'Show tools')
    if (await show.isVisible()) await show.click()
    const tool = button(page, name).and(page.locator('[aria-expanded]'))
    if ((await tool.getAttribute('aria-expanded')) === 'false') await tool.click()
  }

  it('lists', async () => {
    await sees(gia, /is waiting in the queue/)
    await look(gia, 'desk-alert')
    await gia.reload()
    await toList(gia, /^Mine/, /Anders/)
    await look(gia, 'desk-list-mine')
    await toList(gia, /^Queue/, /Priya/)
    await look(gia, 'desk-list-queue')
    await toList(gia, /^Mentions/, /Beatriz/)
    await look(gia, 'desk-list-mentions')
    await toList(gia, /^History/, /Samuel/)
    await look(gia, 'desk-list-history')
    await gia.getByLabel('Filter by name, e-mail or text').fill('nobody')
    await sees(gia, 'Nothing found')
    await look(gia, 'desk-list-nothing')
    expect(complaints).toEqual([])
  })

  it('conversations', async () => {
    const conversations = {
      notes: morning.anders,
      'long-words': morning.maximiliane,
      'right-to-left': morning.layla,
      queued: morning.tom,
      'of-a-colleague': morning.beatriz,
      closed: morning.samuel,
    }
    for (const [name, id] of Object.entries(conversations)) {
      await toConversation(gia, id)
      await look(gia, `desk-thread-${name}`)
    }
    await gia.goto(`${desk.portal('app')}/agent/c/nowhere`)
    await sees(gia, 'This conversation is not here')
    await look(gia, 'desk-thread-gone')
    expect(complaints).toEqual([])
  })

  it('composer and tools', async () => {
    await toConversation(gia, morning.anders)
    await gia.getByLabel('Message', { exact: true }).click()
    await gia.keyboard.type('/')
    await gia.getByRole('option', { name: /parcel/ }).waitFor()
    await look(gia, 'desk-canned-replies')
    await gia.keyboard.press('Escape')
    await gia.getByLabel('Message', { exact: true }).fill('')
    await gia.getByText('Note', { exact: true }).first().click()
    await gia.getByLabel('Note for colleagues').fill('Ask the carrier again at three.')
    await look(gia, 'desk-note')
    await gia.getByLabel('Note for colleagues').fill('')
    for (const tool of ['Related conversations', 'Transfer', 'Suggestions', 'Notes', 'Tags', 'Customer'])
      await look(gia, `desk-tool-${tool.split(' ')[0]!.toLowerCase()}`, () => openTool(gia, tool))
    expect(complaints).toEqual([])
  })

  it('what opens over the desktop', async () => {
    await toConversation(gia, morning.layla)
    await gia.keyboard.press('Control+k')
    await dialog(gia).getByRole('textbox').fill('parcel')
    await sees(dialog(gia), /was due on Friday/)
    await look(gia, 'desk-command-bar')
    await gia.keyboard.press('Escape')
    await button(gia, 'Your profile and settings').click()
    await sees(dialog(gia), 'Gia Green')
    await look(gia, 'desk-settings')
    await gia.keyboard.press('Escape')
    await gia.keyboard.press('?')
    await sees(dialog(gia), 'Keyboard shortcuts')
    await look(gia, 'desk-shortcuts')
    await gia.keyboard.press('Escape')
    await button(gia, /^Your account/).click()
    await menuItem(gia, 'Sign out').click()
    await sees(dialog(gia), /Anders/)
    await look(gia, 'desk-sign-out')
    await dialog(gia)
      .getByRole('radio', { name: /Transfer/ })
      .check()
    await look(gia, 'desk-sign-out-transfer')
    await gia.keyboard.press('Escape')
    expect(complaints).toEqual([])
  })

  it('a session that ends, and an agent who is silent', async () => {
    const hal = await desk.agent('hal')
    await hal.routeWebSocket(/realtime/, () => {})
    const pretend = async (call: string, change: () => object) => {
      const answer = await callAs<object>(hal, 'GET', `/${call}`)
      await hal.route(`**/api/v1/${call}`, (route) => route.fulfill({ json: { ...answer, ...change() } }))
    }
    const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
    let left = 240
    await pretend('session', () => ({ expiresAt: inSeconds(left) }))
    await hal.reload()
    await sees(hal, /Your session ends at/)
    await look(hal, 'desk-session-ends')
    left = 55
    await hal.reload()
    await sees(hal, 'Your session ends in less than a minute.')
    await link(hal, /Beatriz/).waitFor()
    await look(hal, 'desk-session-ends-now')
    await hal.unrouteAll()
    await pretend('agent/status', () => ({ status: 'away', reason: 'idle', since: inSeconds(-1200) }))
    await hal.reload()
    await link(hal, /Beatriz/).waitFor()
    await hal.evaluate(() => {
      localStorage.setItem('koopid-active-at', String(Date.now() - 1_200_000))
      window.dispatchEvent(new Event('focus'))
    })
    await sees(dialog(hal), 'Are you still there?')
    await look(hal, 'desk-away-offer')
    await hal.context().close()
    expect(complaints).toEqual([])
  })

  it('one’s own account', async () => {
    const { people } = await callAs<PeoplePage>(boss, 'GET', '/people?search=globex.example')
    const agent = (allowed: boolean) => callAs(boss, 'PATCH', `/people/${people[0]!.id}`, { agent: allowed })
    await agent(true)
    const page = await desk.supervisor()
    await page.goto(`${desk.portal('app')}/agent/`)
    await button(page, 'Your profile and settings').click()
    await dialog(page)
      .getByLabel('Profile picture')
      .locator('input')
      .setInputFiles(await photo(page))
    await sees(dialog(page), 'This is how colleagues will see it.')
    await look(page, 'desk-profile-picture')
    await button(dialog(page), 'Save picture').click()
    await sees(dialog(page), 'Your picture is saved.')
    const phone = dialog(page).getByLabel('Phone number', { exact: true })
    await phone.fill('+49 (30) 123-4567')
    await phone.press('Enter')
    await sees(dialog(page), 'Your phone number is saved.')
    expect(await phone.inputValue()).toBe('+49301234567')
    await button(dialog(page), 'Change password').click()
    await look(page, 'desk-profile')
    await phone.fill('030 12')
    await phone.press('Enter')
    await sees(dialog(page), /^A phone number begins with/)
    await dialog(page).getByLabel('Current password', { exact: true }).fill('Not-Mine-At-All')
    await dialog(page).getByLabel('New password', { exact: true }).fill('Koopid-Story-2')
    await button(dialog(page), 'Change password').click()
    await sees(dialog(page), 'This is not your current password.')
    await look(page, 'desk-profile-wrong-password')
    const endOthers = button(dialog(page), 'Sign out everywhere else').first()
    await look(page, 'desk-profile-sessions', () => endOthers.scrollIntoViewIfNeeded())
    await endOthers.click()
    await sees(page, 'Sign out everywhere else?')
    await look(page, 'desk-profile-end-others')
    await page.context().close()
    await agent(false)
    expect(complaints).toEqual([])
  })

  it('other languages', async () => {
    await toConversation(gia, morning.anders)
    const speak = async (language: string) => {
      await gia.evaluate((name) => localStorage.setItem('koopid-language', name), language)
      await gia.reload()
      await gia.getByRole('log').waitFor()
    }
    await speak('ar')
    expect(await gia.getAttribute('html', 'dir')).toBe('rtl')
    await look(gia, 'desk-arabic')
    await gia.goto(`${desk.portal('app')}/agent/c/${morning.layla}`)
    await gia.getByRole('log').waitFor()
    await look(gia, 'desk-arabic-thread')
    await gia.keyboard.press('l')
    await gia.getByRole('checkbox', { name: 'شكوى' }).or(dialog(gia)).first().waitFor()
    await look(gia, 'desk-arabic-tags')
    await gia.keyboard.press(',')
    await dialog(gia).first().waitFor()
    await look(gia, 'desk-arabic-settings')
    const sessions = dialog(gia).getByRole('listitem')
    await look(gia, 'desk-arabic-sessions', () => sessions.first().scrollIntoViewIfNeeded())
    await gia.keyboard.press('Escape')
    await speak('de')
    await sees(gia, 'Verfügbar')
    await look(gia, 'desk-german')
    await gia.goto(`${desk.portal('app')}/agent/`)
    await link(gia, /Anders/).waitFor()
    await look(gia, 'desk-german-list')
    await gia.evaluate(() => localStorage.removeItem('koopid-language'))
    expect(complaints).toEqual([])
  })

  it('chat', async () => {
    const shopper = await desk.newPage()
    await shopper.goto(desk.shop)
    await button(shopper, /Chat with us/).waitFor()
    await look(shopper, 'chat-shop')
    await button(shopper, /Chat with us/).click()
    await shopper.frameLocator('iframe').getByLabel('Your name').waitFor()
    await look(shopper, 'chat-shop-open')

    const chat = await openChat()
    await look(chat, 'chat-form')
    await button(chat, 'Start chat').click()
    await look(chat, 'chat-form-mistakes')
    await chat.getByLabel('Your name').fill('Noor van den Berg')
    await chat
      .getByLabel('Your message')
      .fill('Is the green lamp in stock? https://shop.example.com/lamps/green')
    await button(chat, 'Start chat').click()
    await sees(chat, /in the queue|You are next/)
    await look(chat, 'chat-queue')
    await answer(chat)
    await look(chat, 'chat-agent')
    await button(chat, 'End chat').click()
    await dialog(chat).waitFor()
    await look(chat, 'chat-end')
    await button(dialog(chat), 'End chat').click()
    await sees(chat, 'The chat has ended')
    await look(chat, 'chat-ended')
    const arabic = await openChat({ locale: 'ar-EG' })
    await look(arabic, 'chat-arabic')
    const visitor = await invite()
    await look(visitor, 'chat-invited')
    expect(complaints).toEqual([])
  })

  /** The shop, with the greeting beside the launcher. */
  async function invite(): Promise<Page> {
    const { channels } = await callAs<{ channels: { id: string; kind: string }[] }>(boss, 'GET', '/channels')
    const { id } = channels.find(({ kind }) => kind === 'web')!
    await callAs(boss, 'PATCH', `/channels/${id}`, { inviteAfter: 3 })
    const page = await desk.newPage()
    await page.goto(desk.shop)
    await page.getByRole('status').getByRole('button').waitFor()
    return page
  }

  /** The frame by itself, since axe does not look into the frames of a page. */
  async function openChat(options = {}): Promise<Page> {
    const page = await desk.newPage(options)
    await page.goto(`${desk.portal('app')}/widget/frame?provider=719&tag=welcome`)
    await page.locator('form button[type=submit]').waitFor()
    return page
  }

  /** Gia takes the chat and answers; the customer writes on. */
  async function answer(chat: Page): Promise<void> {
    const { conversations } = await callAs<{ conversations: { id: string; customer: { name: string } }[] }>(
      gia,
      'GET',
      '/conversations?list=queue',
    )
    const { id } = conversations.find(({ customer }) => customer.name === 'Noor van den Berg')!
    await callAs(gia, 'POST', `/conversations/${id}/take`, {})
    for (const body of ['Yes, three are left.', 'Shall I keep one for you?'])
      await callAs(gia, 'POST', `/conversations/${id}/messages`, { kind: 'agent', body })
    await sees(chat, 'Shall I keep one for you?')
    await chat.getByRole('textbox', { name: 'Message' }).fill('Please do, until tomorrow!')
    await button(chat, 'Send').click()
    await sees(chat, 'Sent')
  }

  it('statusboard and dashboard', async () => {
    await link(boss, 'Statusboard').click()
    await sees(boss, 'Priya Raman', 'Anders Åkesson')
    await look(boss, 'portal-statusboard')
    const ask = (who: string, action: RegExp) => async () => {
      if (await dialog(boss).isVisible()) return
      await button(boss, `Actions for ${who}`).click()
      await menuItem(boss, action).click()
      await dialog(boss).waitFor()
    }
    await look(boss, 'portal-statusboard-assign', ask('Priya Raman', /Assign to/))
    await boss.keyboard.press('Escape')
    await look(boss, 'portal-statusboard-away', ask('Gia Green', /Set to away/))
    await boss.keyboard.press('Escape')
    await look(boss, 'portal-statusboard-sign-out', ask('Gia Green', /Sign out/))
    await boss.keyboard.press('Escape')
    await link(boss, 'Dashboard').click()
    await boss.locator('.recharts-surface').first().waitFor()
    await look(boss, 'portal-dashboard')
    for (const chart of await button(boss, 'Show as table').all()) await chart.waitFor()
    await button(boss, 'Show as table').first().click()
    await look(boss, 'portal-dashboard-table')
    expect(complaints).toEqual([])
  })

  it('extract and audit log', async () => {
    await link(boss, 'Extract').click()
    await heading(boss, 'Extract')
    await look(boss, 'portal-extract')
    const downloading = boss.waitForEvent('download')
    await link(boss, 'Download Conversations').click()
    expect(await readFile(await (await downloading).path(), 'utf8')).toMatch(/^\uFEFF"id",.*Anders Åkesson/s)
    await boss.getByLabel('Last day').fill('2020-01-01')
    await sees(boss, 'The last day is before the first.')
    await look(boss, 'portal-extract-wrong')
    await link(boss, 'Audit log').click()
    await sees(boss, 'Canned reply created')
    await look(boss, 'portal-audit')
    await boss.getByLabel('What').selectOption('Sign-ins and sessions')
    await sees(boss, 'Session started')
    await look(boss, 'portal-audit-sessions')
    await boss.getByLabel('Person or id').fill('nobody')
    await sees(boss, 'No event matches')
    await look(boss, 'portal-audit-nothing')
    expect(complaints).toEqual([])
  })

  it('teams, channels, replies and tags', async () => {
    await link(boss, 'Teams').click()
    await sees(boss, 'Returns and repairs')
    await look(boss, 'portal-teams')
    await button(boss, 'Add team').click()
    await dialog(boss)
      .getByLabel(/Every agent is a member/)
      .uncheck()
    await sees(dialog(boss), 'Gia Green')
    await look(boss, 'portal-team-new')
    await boss.keyboard.press('Escape')
    await link(boss, 'Channels').click()
    await sees(boss, 'Order system')
    await look(boss, 'portal-channels')
    await link(boss, 'Web chat').click()
    await heading(boss, 'Web chat')
    await look(boss, 'portal-channel-web')
    await link(boss, /Back to channels/).click()
    await link(boss, 'Order system').click()
    await heading(boss, 'Order system')
    await sees(boss, 'Delivered')
    await button(boss, 'Make a new key').click()
    await look(boss, 'portal-channel-key-ask')
    await button(dialog(boss), 'Make a new key').click()
    await sees(boss, 'Copy these now')
    await look(boss, 'portal-channel-api')
    await link(boss, 'Canned replies and tags').click()
    await sees(boss, 'Parcel on its way')
    await look(boss, 'portal-replies')
    await button(boss, 'Add reply').click()
    await dialog(boss).waitFor()
    await look(boss, 'portal-reply-new')
    await boss.keyboard.press('Escape')
    await boss.getByRole('tab', { name: 'Tags' }).click()
    await sees(boss, 'complaint')
    await look(boss, 'portal-tags')
    await button(boss, 'Delete complaint').click()
    await dialog(boss).waitFor()
    await look(boss, 'portal-tag-delete')
    await boss.keyboard.press('Escape')
    expect(complaints).toEqual([])
  })

  it('when nobody is there', async () => {
    await toConversation(gia, morning.anders)
    const { agents } = await callAs<{ agents: { id: string }[] }>(boss, 'GET', '/statusboard')
    for (const { id } of agents) await callAs(boss, 'POST', `/agents/${id}/away`, { requeue: false })
    await sees(gia, 'Globex Administrator set you to away.')
    await look(gia, 'desk-away-forced')
    const chat = await openChat()
    await sees(chat, 'Nobody is here right now')
    await look(chat, 'chat-offline')
    await desk.kill9()
    await sees(gia, /The connection is lost/)
    await look(gia, 'desk-connection-lost')
    await desk.restart()
    expect(complaints).toEqual([])
  })
})
