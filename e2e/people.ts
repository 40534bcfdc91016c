/** What people in front of a browser do: find things by what they read, and wait until they see them. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'

/** Long enough for a busy machine, short enough for the failure to name what was not seen. */
const patience = 20_000

/** Somebody's own browser: nothing in it is anybody else's. */
export async function browserOf(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  context.setDefaultTimeout(patience)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  return context
}

/** Faults that a person would not see, but the browser's console would. */
export function faultsOf(context: BrowserContext): string[] {
  const faults: string[] = []
  context.on('weberror', (error) => faults.push(String(error.error())))
  context.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text())
  })
  return faults
}

type Place = Page | Locator

export const button = (place: Place, name: string | RegExp) =>
  place.getByRole('button', { name, exact: typeof name === 'string' })

export const link = (place: Place, name: string | RegExp) =>
  place.getByRole('link', { name, exact: typeof name === 'string' })

/** Waits until each of these texts can be read. */
export async function sees(place: Place, ...texts: (string | RegExp)[]): Promise<void> {
  for (const text of texts) await place.getByText(text).filter({ visible: true }).first().waitFor()
}

/**
 * Waits for a button without touching the page. To a browser, every look that Playwright takes is a gesture of the
 * person, and after a gesture a page may play sound.
 */
export async function seesUntouched(page: Page, label: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const selector = JSON.stringify(`[aria-label=${JSON.stringify(label)}]`)
  const expression = `new Promise((seen) => {
    const look = () => document.querySelector(${selector}) && seen()
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
    look()
  })`
  const seen = devtools.send('Runtime.evaluate', { expression, awaitPromise: true, userGesture: false })
  await Promise.race([seen.catch(() => {}), sleep(patience, undefined, { ref: false })])
  await devtools.detach()
  await button(page, label).waitFor()
}

export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor()

/** What a copy button left on the clipboard, pasted as a person does. */
export async function paste(field: Locator): Promise<void> {
  await field.click()
  await field.press('ControlOrMeta+V')
}

/** The two steps of Okta's sign-in, wherever they appear. */
export async function signInAtOkta(page: Page, login: string): Promise<void> {
  await page.getByLabel('Username').fill(login)
  await button(page, 'Next').click()
  await page.getByLabel('Password').fill('Local-Okta-1')
  await button(page, 'Verify').click()
}

/** Okta's administrator changes the Provider ID on the Sign On tab of the app; the page is closed afterwards. */
export async function setProviderIdInOkta(page: Page, org: string, value: string): Promise<void> {
  await page.goto(`${org}/admin`)
  await signInAtOkta(page, 'admin@globex.com')
  await link(page, 'Koopid AI').click()
  await link(page, 'Sign On').click()
  await link(page, 'Edit').click()
  await page.getByLabel('Provider ID').fill(value)
  await button(page, 'Save').click()
  await sees(page.getByRole('status'), 'Saved.')
  await page.context().close()
}

/** A photo that is wider than high: hills below the sun. */
export async function photo(page: Page) {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 600 })
    const pen = canvas.getContext('2d')!
    const paint = (colour: string, ...[x, y, radius]: [number, number, number]) => {
      pen.fillStyle = colour
      pen.beginPath()
      pen.arc(x, y, radius, 0, 7)
      pen.fill()
    }
    paint('#f6c18c', 450, 300, 900)
    paint('#fff2cf', 540, 210, 90)
    paint('#5d7f8c', 260, 780, 420)
    paint('#274b52', 720, 860, 480)
    return canvas.toDataURL('image/png')
  })
  return { name: 'me.png', mimeType: 'image/png', buffer: Buffer.from(url.split(',')[1]!, 'base64') }
}

/** A company's logo: wide, on nothing. */
export async function wordmark(page: Page) {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 560, height: 160 })
    const pen = canvas.getContext('2d')!
    pen.fillStyle = '#e4572e'
    pen.arc(80, 80, 70, 0, 7)
    pen.fill()
    pen.font = '700 120px sans-serif'
    pen.fillText('ACME', 180, 123)
    return canvas.toDataURL('image/png')
  })
  return { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(url.split(',')[1]!, 'base64') }
}

/** Whoever is signed in here gets a phone number and a picture, as their settings would give it. */
export async function introduce(page: Page, phone: string): Promise<void> {
  const { buffer } = await photo(page)
  const statuses = await page.evaluate(
    async ([number, base64]) => {
      const send = (method: string, path: string, type: string, body: BodyInit) =>
        fetch(`/api/v1/profile${path}`, { method, headers: { 'content-type': type }, body })
      const picture = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0))
      const answers = [
        await send('PATCH', '', 'application/json', JSON.stringify({ phone: number })),
        await send('PUT', '/picture', 'image/png', picture),
      ]
      return answers.map(({ status }) => status)
    },
    [phone, buffer.toString('base64')],
  )
  if (statuses.some((status) => status !== 200)) throw new Error(`introduce: ${statuses}`)
}

/** Through the dialog that asks whether one means it. */
export async function signOut(page: Page): Promise<void> {
  await button(page, /^Your account/).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await button(page.getByRole('dialog'), 'Sign out').click()
  await sees(page, 'You are signed out')
}

/** A local administrator signs in at a provider's sign-in page, found by e-mail address or Provider ID. */
export async function signInWithPassword(
  page: Page,
  portal: string,
  { find, email, password }: { find: string; email: string; password: string },
): Promise<void> {
  await page.goto(`${portal}/login`)
  await page.getByLabel('E-mail address or Provider ID').fill(find)
  await button(page, 'Continue').click()
  const reveal = button(page, 'Sign in with a password')
  const field = page.getByLabel('Password', { exact: true })
  await reveal.or(field).first().waitFor()
  if (await reveal.isVisible()) await reveal.click()
  await page.getByLabel('E-mail address', { exact: true }).fill(email)
  await field.fill(password)
  await button(page, 'Sign in').click()
  await page.waitForURL(/\/provider\//)
}
