/** What goes out: one script that any page may load. */
import { gzipSync } from 'node:zlib'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { launcherScript } from '../../build/launcher.ts'
import { customersPage } from '../testing/customers-page.ts'

let code: string
beforeAll(async () => {
  code = await launcherScript()
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

/** As the browser runs it: the tag is named while the script runs, and not later. */
function run(script: HTMLScriptElement) {
  const current = vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script)
  new Function(code)()
  current.mockReturnValue(null)
}

describe('the script of the tag', () => {
  it('launches the chat', () => {
    const page = customersPage({}, run)
    page.answers()
    page.button().click()
    expect([page.panel().hidden, page.told]).toEqual([false, [{ koopid: 'open' }]])
  })

  it('does nothing where there is no tag', () => {
    vi.spyOn(document, 'currentScript', 'get').mockReturnValue(null)
    new Function(code)()
    expect(document.querySelector('[data-koopid-chat]')).toBeNull()
  })

  it('begins with how to use it', () => {
    expect(code).toMatch(
      /^\/\*\n \* The chat on your page\..*\n \* +<script async src="https:.*data-provider=/,
    )
  })

  it('is one line that leaves no name on the page, and loads nothing', () => {
    const [, body] = code.split(' */\n')
    expect(body).toMatch(/^\(function\(\)\{.*\}\)\(\);?\s*$/)
    expect(body).not.toMatch(/\/\*|\bimport\b|\bexport\b|\brequire\b|sourceMappingURL/)
  })

  it('has its style, as old browsers and pages of any language read it', () => {
    expect(code).toMatch(/inset-inline-end: 20px/)
    expect(code).toMatch(/@media \(max-width: 480px\)/)
    expect(code).toMatch(/@media \(prefers-reduced-motion: reduce\)/)
    expect(code).not.toMatch(/:lang\(|@media \(width/)
  })

  it('has a height in browsers that do not know the unit of its height', () => {
    const newer = '@supports (height: 100dvh){:host{--screen: 100dvh;}}'
    expect(code).toContain(newer)
    expect(code.replace(newer, '')).not.toMatch(/\d[dsl]vh/)
  })

  it('is small', () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(4057)
  })
})
