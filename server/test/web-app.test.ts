import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { TestBrowser } from './browser.ts'
import { startTestWorld, type TestWorld } from './harness.ts'

/** A build with one file of each kind; what is packed says so, for the test to read. */
async function built(): Promise<TestWorld> {
  const webRoot = await mkdtemp(join(tmpdir(), 'koopid-web-'))
  onTestFinished(() => rm(webRoot, { recursive: true, force: true }))
  for (const folder of ['assets', 'widget']) await mkdir(join(webRoot, folder))
  for (const name of ['index', 'agent'])
    await writeFile(join(webRoot, `${name}.html`), `<title>${name}</title>`)
  const files = ['assets/app-1a2b.js', 'assets/small-3c4d.css', 'widget/koopid.js']
  for (const name of files) await writeFile(join(webRoot, name), 'plain')
  for (const name of ['assets/app-1a2b.js', 'widget/koopid.js'])
    for (const [ending, text] of Object.entries({ br: 'brotli', gz: 'gzip' }))
      await writeFile(join(webRoot, `${name}.${ending}`), text)
  return startTestWorld({ webRoot, connected: false })
}

let world: TestWorld
beforeEach(async () => {
  world = await built()
})
const get = (path: string, accepts?: string) =>
  new TestBrowser().send(world.portal() + path, { headers: accepts ? { 'accept-encoding': accepts } : {} })

describe('a page of the web app', () => {
  it.each([
    ['/login', 'index'],
    ['/provider/', 'index'],
    ['/provider/sso', 'index'],
    ['/agent/', 'agent'],
    ['/agent/c/1', 'agent'],
  ])('%s is never kept, and the desktop’s is the one that names its parts', async (path, name) => {
    const answer = await get(path)
    expect(answer).toMatchObject({
      status: 200,
      body: `<title>${name}</title>`,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    })
  })
})

describe('a file of the web app', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br', 'brotli'],
    ['gzip', 'gzip', 'gzip'],
    [undefined, undefined, 'plain'],
    ['br;q=0', undefined, 'plain'],
  ])('comes as the browser takes it: %s', async (accepts, encoding, body) => {
    const answer = await get('/assets/app-1a2b.js', accepts)
    expect([answer.status, answer.headers['content-encoding'], answer.body]).toEqual([200, encoding, body])
    expect(answer.headers).toMatchObject({
      vary: 'accept-encoding',
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
  })

  it('that was not worth packing comes as it is', async () => {
    const answer = await get('/assets/small-3c4d.css', 'br')
    expect([answer.body, answer.headers['content-encoding']]).toEqual(['plain', undefined])
  })

  it('may be loaded by other sites, packed or not, when it is the one that brings the chat', async () => {
    for (const accepts of ['br', 'gzip', undefined])
      expect((await get('/widget/koopid.js', accepts)).headers).toMatchObject({
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'no-cache',
      })
    expect((await get('/assets/app-1a2b.js', 'br')).headers['cross-origin-resource-policy']).toBe(
      'same-origin',
    )
  })

  it('is not there under the name of its packed form', async () => {
    expect((await get('/assets/app-1a2b.js.br')).status).toBe(404)
  })
})
