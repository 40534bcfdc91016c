/** A desk at work: Globex with its Okta organization, a shop with the chat on its page, agents and customers in browsers. */
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core'
// @ts-expect-error plain JavaScript, as `npm start` runs it
import { startDemo } from '../scripts/demo/serve.mjs'
import { freePort } from '../server/test/free-port.ts'
import { browserOf, button, faultsOf, link, sees, signInAtOkta, signInWithPassword } from './people.ts'
import { addAdministrator, connectGlobex } from './sample.ts'
import { startWorld, type World, type WorldOptions } from './world.ts'

export type DeskWorld = Awaited<ReturnType<typeof startDeskWorld>>

const password = 'Koopid-Story-1'

export async function startDeskWorld(browser: Browser, options: WorldOptions = {}) {
  const world = await startWorld(options)
  const shopPort = await freePort()
  await connectGlobex(world)
  await addAdministrator(world, '719', 'Globex', password)
  const channel = [
    '--name',
    'Web chat',
    '--entry-tag',
    'welcome',
    '--allow-domain',
    `shop.localhost:${shopPort}`,
  ]
  const made = await world.koopid(['channel', 'create', '--provider', '719', ...channel])
  if (made.status !== 0) throw new Error(made.stderr)
  const shop = await startDemo({ listen: `127.0.0.1:${shopPort}`, portalOrigin: world.portal('app') })
  const faults: string[] = []
  const newPage = async (options = {}) => {
    const context = await browserOf(browser, options)
    const page = await context.newPage()
    Object.defineProperty(page, 'faults', { value: faultsOf(context) })
    return page
  }
  const portal = world.portal('app')

  return {
    ...world,
    faults,
    newPage,
    shop: shop.origin as string,
    stop: async () => {
      await shop.stop()
      await world.stop()
    },
    /** From the tile in Okta to the desktop; no gesture on our page yet. */
    async agent(login: 'gia' | 'hal', options = {}): Promise<Page> {
      const page = await newPage(options)
      await page.goto(world.org('globex'))
      await signInAtOkta(page, `${login}.agent@globex.com`)
      await link(page, 'Koopid AI').click()
      await page.waitForURL(/\/agent\//)
      return page
    },
    /** A local administrator in the provider portal. */
    async supervisor(): Promise<Page> {
      const page = await newPage()
      await signInWithPassword(page, portal, { find: '719', email: 'admin@globex.example', password })
      await page.waitForURL(/\/provider\//)
      return page
    },
    /** A customer in the shop with the chat open, by its launcher or by an invitation that comes. */
    async customer(name: string, opener = (page: Page) => button(page, /Chat with us/)) {
      const page = await newPage()
      await page.goto(shop.origin)
      await opener(page).click()
      const chat = page.frameLocator('iframe')
      return { page, chat, name, says: (text: string) => writeInChat(chat, name, text) }
    },
  }
}

/** The first message is written with the form that asks who one is, later ones in the composer. */
async function writeInChat(chat: FrameLocator, name: string, text: string): Promise<void> {
  const submit = chat.locator('form button[type=submit]')
  await submit.waitFor()
  const composer = chat.getByRole('textbox', { name: 'Message', exact: true })
  if (await composer.isVisible()) {
    await write(composer, text)
  } else {
    await write(chat.getByLabel('Your name'), name)
    await write(chat.locator('input[type=email]'), 'customer@example.com')
    await write(chat.getByLabel('Your message'), text)
  }
  await submit.click()
  await chat.getByRole('log').getByText(text).last().waitFor()
}

/**
 * With a click first, as people do, and again when it did not arrive: text goes to the frame that has the focus, and
 * the focus crosses late.
 */
async function write(field: Locator, text: string): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    await field.click()
    await field.fill(text)
    if ((await field.inputValue()) === text) return
  }
  throw new Error(`The field did not take “${text}”`)
}

/** Something that only the API offers in one step; as the person signed in on this page. */
export async function callAs<T = unknown>(
  page: Page,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const answer = await page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(`/api/v1${where}`, {
        method: how as string,
        headers: {
          'idempotency-key': crypto.randomUUID(),
          ...(what ? { 'content-type': 'application/json' } : {}),
        },
        ...(what ? { body: what as string } : {}),
      })
      return { status: response.status, text: await response.text() }
    },
    [method, path, body ? JSON.stringify(body) : undefined] as const,
  )
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
  return (answer.text === '' ? undefined : JSON.parse(answer.text)) as T
}

export async function goAvailable(page: Page): Promise<void> {
  await button(page, 'Go available').first().click()
  await button(page, 'Status: Available').waitFor()
}

/** The conversation with this customer, opened from the list. */
export async function openConversation(page: Page, customer: string, list = 'Mine'): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${list}`) }).click()
  await page
    .getByRole('link', { name: new RegExp(customer) })
    .first()
    .click()
  await page.getByRole('log', { name: `Messages with ${customer}` }).waitFor()
}

/** Where an agent writes to the customer. */
export const composer = (page: Page) => page.getByLabel('Message', { exact: true })

/** A choice of the list that a label names, by the beginning of its text. */
export async function choose(place: Page | Locator, label: string | RegExp, text: RegExp): Promise<void> {
  const list = place.getByLabel(label)
  await list.locator('option', { hasText: text }).waitFor({ state: 'attached' })
  const value = await list.locator('option', { hasText: text }).getAttribute('value')
  await list.selectOption(value)
}

export async function reply(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await button(page, 'Send').click()
  await sees(page.getByRole('log'), text)
}

/** Whether this tab rings now. */
export const rings = (page: Page) => page.locator('[data-ringing="true"]')
export const isQuiet = (page: Page) => page.locator('[data-ringing="false"]')
export type { World }
