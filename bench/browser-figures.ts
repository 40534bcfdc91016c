/** What an agent waits for and loads: from the click on the tile to a desktop that can be used. */
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../e2e/browser.ts'
import { koopidTile, signInToOkta } from '../e2e/okta-sign-in.ts'
import { connectGlobex } from '../e2e/sample.ts'
import { startWorld, type World } from '../e2e/world.ts'

export async function browserFigures(times: number): Promise<string> {
  const world = await startWorld()
  const browser = await launchBrowser()
  try {
    await connectGlobex(world)
    const waits: number[] = []
    const loaded: number[] = []
    for (let n = 0; n < times; n++) {
      const { milliseconds, gzipBytes } = await clickTile(world, browser)
      waits.push(milliseconds)
      loaded.push(gzipBytes)
    }
    waits.sort((a, b) => a - b)
    const middle = waits[waits.length >> 1]!
    return `
| in a browser | |
|---|---|
| tile click to a desktop that can be used, empty cache, local Okta (median of ${times}) | ${middle.toFixed(0)} ms (${waits[0]!.toFixed(0)}–${waits.at(-1)!.toFixed(0)}) |
| what the agent desktop loads, gzip | ${(loaded[0]! / 1024).toFixed(1)} KiB |
| scripts and styles of the whole web app, gzip | ${(await wholeWebApp()).toFixed(1)} KiB |`
  } finally {
    await browser.close()
    await world.stop()
  }
}

async function clickTile(world: World, browser: Browser) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await signInToOkta(page, world.org('globex'), 'gia.agent@globex.com')
  const tile = await koopidTile(page)
  let gzipBytes = 0
  page.on('response', async (response) => {
    if (!response.url().startsWith(world.portal('app'))) return
    const body = await response.body().catch(() => Buffer.alloc(0))
    gzipBytes += gzipSync(body).length
  })
  const started = performance.now()
  await tile.click()
  await untilUsable(page)
  const milliseconds = performance.now() - started
  await page.waitForLoadState('networkidle')
  await context.close()
  return { milliseconds, gzipBytes }
}

/** "Go available" is the first thing an agent touches. */
async function untilUsable(page: Page): Promise<void> {
  await page.waitForURL(/\/agent\//)
  await page.getByRole('button', { name: 'Go available' }).first().waitFor()
}

async function wholeWebApp(): Promise<number> {
  const folder = fileURLToPath(new URL('../web/dist/assets/', import.meta.url))
  const files = (await readdir(folder).catch(() => [])).filter((name) => /\.(js|css)$/.test(name))
  let bytes = 0
  for (const name of files) bytes += gzipSync(await readFile(folder + name)).length
  return bytes / 1024
}
