/** How a page looks: pictures at two sizes and in two colour schemes, and what a screen reader or a narrow screen would suffer. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import type { World } from './world.ts'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }
const schemes = ['light', 'dark'] as const

/**
 * Answers what is wrong, one line each; an empty list is a pass.
 * @param open opens what a change of size closes, such as the menu of a row that becomes a card
 */
export async function complaintsAbout(
  world: World,
  page: Page,
  name: string,
  open?: () => Promise<void>,
): Promise<string[]> {
  const complaints: string[] = []
  await page.bringToFront()
  for (const [device, size] of Object.entries(sizes)) {
    await page.setViewportSize(size)
    await open?.()
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await drawn(page)
      await world.screenshot(page, `screens/${name}-${device}-${colorScheme}`, { fullPage: true })
      const where = `${name}, ${device}, ${colorScheme}`
      complaints.push(...(await violations(page, colorScheme)).map((one) => `${where}: ${one}`))
    }
    for (const heading of await squeezed(page))
      complaints.push(`${name}, ${device}: of the heading "${heading}" nearly nothing is left`)
    const beyond = await page.evaluate(() => document.scrollingElement!.scrollWidth - innerWidth)
    if (beyond > 0) complaints.push(`${name}, ${device}: ${beyond}px wider than the screen`)
  }
  await page.setViewportSize(sizes.desktop)
  await page.emulateMedia({ colorScheme: 'light' })
  // What is opened before the page has its width again is closed by it.
  await drawn(page)
  return complaints
}

/** Headings that gave way to what is beside them. */
const squeezed = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('h1, h2, h3')]
      .filter((heading) => heading.checkVisibility({ visibilityProperty: true }))
      .filter(({ className }) => !/visually-hidden/i.test(className))
      .filter(({ clientWidth, scrollWidth }) => clientWidth < 80 && scrollWidth > clientWidth)
      .map((heading) => heading.innerText.trim()),
  )

/** The other colour scheme changes nothing but colours. */
async function violations(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  // Once per document: handing it over takes longer than its run.
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source)
  const runOnly = colorScheme === 'dark' ? ['color-contrast'] : undefined
  const found = await page.evaluate(
    (rules) => window.axe.run(document, { resultTypes: ['violations'], ...(rules && { runOnly: rules }) }),
    runOnly,
  )
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.target.join(' ')} ${node.failureSummary}`))
}

const drawn = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
