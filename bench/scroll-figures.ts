/** A list of 10,000 conversations, scrolled by wheel: how many frames come late. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../e2e/browser.ts'
import { koopidTile, signInToOkta } from '../e2e/okta-sign-in.ts'
import { connectGlobex } from '../e2e/sample.ts'
import { startWorld, type World } from '../e2e/world.ts'
import type { ProviderId } from '../server/src/store/provider-store.ts'
import { openStore } from '../server/src/store/store.ts'
import { contactRow, conversationRow } from '../server/test/rows.ts'
import { percentile } from './desk/load.ts'

const count = 10_000
const times = 3
const provider = 719 as ProviderId
/** Milliseconds of a frame at 60 Hz; one that takes half as long again has missed its turn. */
const frame = 1000 / 60

export async function scrollFigures(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'koopid-bench-list-'))
  const path = join(folder, 'koopid.db')
  const [world, browser] = await Promise.all([startWorld({ database: `sqlite:${path}` }), launchBrowser()])
  try {
    await connectGlobex(world)
    await seed(path)
    const rounds = []
    for (let n = 0; n < times; n += 1) rounds.push(await openAndScroll(world, browser))
    const frames = rounds.flatMap((one) => one.frames)
    const late = rounds.map((one) => `${countLate(one.frames)} of ${one.frames.length}`)
    return `
| a list of ${count} conversations, scrolled by wheel ${times} times | |
|---|---|
| frames, p50 / p99, ms | ${percentile(frames, 0.5).toFixed(1)} / ${percentile(frames, 0.99).toFixed(1)} |
| frames that came late (over ${(1.5 * frame).toFixed(0)} ms), each time | ${late.join(', ')} |
| rows in the document at most | ${Math.max(...rounds.map((one) => one.inDocument))} |`
  } finally {
    await browser.close()
    await world.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const countLate = (frames: number[]) => frames.filter((one) => one > 1.5 * frame).length

/** In a browser that has nothing yet. */
async function openAndScroll(world: World, browser: Browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await signInToOkta(page, world.org('globex'), 'gia.agent@globex.com')
  await (await koopidTile(page)).click()
  await page.waitForURL(/\/agent\//)
  await page.getByRole('tab', { name: /^History/ }).click()
  await page.getByRole('list', { name: 'History' }).getByRole('link').first().waitFor()
  const measured = await scroll(page)
  await context.close()
  return measured
}

async function scroll(page: Page) {
  const list = page.getByRole('list', { name: 'History' })
  const box = (await list.boundingBox())!
  await page.mouse.move(box.x + 100, box.y + 200)
  await page.evaluate(() => {
    const measured = { frames: [] as number[], rows: 0, on: true }
    Object.assign(window, { measured })
    let last = performance.now()
    const look = (now: number) => {
      measured.frames.push(now - last)
      last = now
      measured.rows = Math.max(measured.rows, document.querySelectorAll('[role=tabpanel] li').length)
      if (measured.on) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  for (let n = 0; n < 200; n += 1) await page.mouse.wheel(0, 300)
  const measured = await page.evaluate(() => {
    const { measured } = window as unknown as { measured: { frames: number[]; rows: number; on: boolean } }
    measured.on = false
    return measured
  })
  return { frames: measured.frames.slice(1), inDocument: measured.rows }
}

/** Beside the server that has the file open, as another process may. */
async function seed(path: string): Promise<void> {
  const store = openStore({ kind: 'sqlite', path }, () => {})
  await store.transaction(provider, async (scoped) => {
    const team = await scoped.select('teams').select('id').executeTakeFirstOrThrow()
    await scoped.add('contacts', contactRow('contact', { name: 'Cleo Customer' }))
    for (let n = 0; n < count; n += 1) {
      const at = Date.now() - n * 60_000
      const times = { last_at: at, queued_at: at, created_at: at, first_answer_at: at, closed_at: at }
      const last_text = `Question number ${n}: where is my parcel, and when will it be here?`
      const last = { contact_id: 'contact', team_id: team.id, last_kind: 'customer' as const, last_text }
      await scoped.add(
        'conversations',
        conversationRow(randomUUID(), { status: 'closed', ...last, ...times }),
      )
    }
  })
  await store.close()
}
