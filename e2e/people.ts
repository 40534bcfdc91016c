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
