/** A conversation on a bad network: what either side sees, and what becomes of what they write. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest'
import { launchBrowser } from './browser.ts'
import { composer, type DeskWorld, goAvailable, reply, startDeskWorld } from './desk-world.ts'
import { button, sees } from './people.ts'

const lost = 'The connection is lost. Trying to connect again…'

describe('on a network that fails', () => {
  let browser: Browser
  let desk: DeskWorld
  let gia: Page
  let cleo: Awaited<ReturnType<DeskWorld['customer']>>
  let arrivals = 0

  beforeAll(async () => {
    browser = await launchBrowser()
    desk = await startDeskWorld(browser, { network: true })
    gia = await desk.agent('gia')
    await goAvailable(gia)
    cleo = await desk.customer('Cleo')
    await cleo.says('Is my parcel on its way?')
    await gia.getByRole('link', { name: /Is my parcel/ }).click()
    await reply(gia, 'Let me look.')
    await sees(chatLog(), 'Let me look.')
    gia.on('load', () => (arrivals += 1))
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  const thread = () => gia.getByRole('log')
  const chatLog = () => cleo.chat.getByRole('log')
  const onFailure = (name: string) =>
    onTestFailed(async () => {
      await desk.screenshot(gia, `network-failed-${name}-agent`)
      await desk.screenshot(cleo.page, `network-failed-${name}-customer`)
    })
  /** At both ends, without a reload, and still once when more has been said: a second time would have come by then. */
  async function isSaidOnce(...texts: string[]) {
    await gia.getByText(lost).waitFor({ state: 'detached' })
    await cleo.chat.getByText('No connection. Trying again…').waitFor({ state: 'detached' })
    for (const log of [thread(), chatLog()]) await sees(log, ...texts)
    const more = `More about it: ${texts[0]}`
    await reply(gia, more)
    await sees(chatLog(), more)
    for (const log of [thread(), chatLog()])
      for (const text of texts)
        expect([text, await log.getByText(text, { exact: true }).count()]).toEqual([text, 1])
    expect(arrivals).toBe(0)
  }
  const writes = async (text: string) => {
    await composer(gia).fill(text)
    await button(gia, 'Send').click()
  }

  it('a cut socket is said, and what the customer wrote meanwhile is there afterwards', async () => {
    onFailure('cut')
    desk.proxy!.setReach('requests')
    await sees(gia, lost)
    await cleo.says('It should have come on Monday.')
    await sees(chatLog(), 'It should have come on Monday.')
    expect(await thread().getByText('It should have come on Monday.').count()).toBe(0)
    desk.proxy!.setReach('everything')
    await isSaidOnce('It should have come on Monday.')
  })

  it('a server that dies and comes back is nothing that either has to act on', async () => {
    onFailure('killed')
    await desk.kill9()
    await sees(gia, lost)
    await cleo.says('Are you still there?')
    await sees(chatLog(), 'Waiting for the connection…')
    await writes('One moment, please.')
    await desk.restart()
    await isSaidOnce('Are you still there?', 'One moment, please.')
  })

  it('what is written without network waits at both ends, and goes out by itself', async () => {
    onFailure('away')
    const contexts = [gia.context(), cleo.page.context()]
    desk.proxy!.setReach('nothing')
    for (const context of contexts) await context.setOffline(true)
    await sees(gia, lost)
    await writes('It arrives tomorrow.')
    await cleo.says('I am at home all day.')
    await sees(thread(), 'Waiting for the connection')
    await sees(chatLog(), 'Waiting for the connection…')
    desk.proxy!.setReach('everything')
    for (const context of contexts) await context.setOffline(false)
    await isSaidOnce('It arrives tomorrow.', 'I am at home all day.')
    expect(await thread().getByText('Waiting for the connection').count()).toBe(0)
  })
})
