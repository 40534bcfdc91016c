import type { Locator, Page } from 'playwright-core'

/** Signs in to the local Okta organization, up to its dashboard. */
export async function signInToOkta(page: Page, org: string, login: string): Promise<void> {
  await page.goto(org)
  await page.getByLabel('Username').fill(login)
  await page.keyboard.press('Enter')
  await page.getByLabel('Password').fill('Local-Okta-1')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/app\/UserHome/)
}

/** The Koopid AI tile, made to open in this page instead of a new tab. */
export async function koopidTile(page: Page): Promise<Locator> {
  const tile = page.getByRole('link', { name: /koopid ai/i }).first()
  await tile.evaluate((link) => link.removeAttribute('target'))
  return tile
}
