import { type FailureCode, failures } from '@koopid/contract'
import { expect, test } from 'vitest'
import type { Answer, TestBrowser } from '../browser.ts'
import { type TestWorld, type WorldOptions, world } from '../harness.ts'

export type Refusal = {
  /** Faults of the local Okta org. */
  fault?: string | string[]
  code: FailureCode
  /** What the trace must name as the cause. */
  cause?: RegExp
  world?: WorldOptions
  /** Query of the initiate address. */
  query?: string
  login?: string
  /** Changes the callback's address before it is opened. */
  tamper?: (callback: URL, it: TestWorld) => void | Promise<void>
}

/** A sign-in that must end in this refusal, and in nothing else. */
export function refuses(title: string, refusal: Refusal): void {
  test(title, async () => {
    const it = await world(refusal.world)
    const browser = it.browserAt(refusal.login ?? 'gia.agent@globex.com')
    it.okta.setFaults('globex', [refusal.fault ?? []].flat())
    const callback = new URL(await it.toCallback(browser, refusal.query))
    await refusal.tamper?.(callback, it)
    await expectRefusal(it, browser, await browser.send(callback.href), refusal)
  })
}

/** The oracle: code, page, no person, no session, a trace, no secret in it, and a server that goes on. */
export async function expectRefusal(
  it: TestWorld,
  browser: TestBrowser,
  answer: Answer,
  { code, cause }: Pick<Refusal, 'code' | 'cause'>,
): Promise<void> {
  const incident = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(answer.body)?.[0]
  expect({ body: answer.body.includes(code), status: answer.status }).toEqual({
    body: true,
    status: failures[code].status,
  })
  expect(answer.body).toContain('<html')
  expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(answer.headers['referrer-policy']).toBe('no-referrer')
  expect(answer.setCookies.some((line) => /koopid_session=[^;]/.test(line))).toBe(false)
  expect((await it.session(browser)).status).toBe(401)
  expect((await it.rows('people')).filter((person) => person.source === 'okta')).toEqual([])
  expect((await it.rows('sessions')).filter((session) => session.method === 'okta')).toEqual([])
  const trace = (await it.rows('traces')).find((row) => row.incident === incident)
  expect(trace).toMatchObject({ code, outcome: 'refused' })
  if (cause) expect(JSON.parse(trace!.body).cause).toMatch(cause)
  expect(trace!.body).not.toMatch(/eyJ[A-Za-z0-9_-]{10}/)
}

/** A sign-in that looks odd and is right. */
export function accepts(
  title: string,
  options: Pick<Refusal, 'fault' | 'world' | 'login'> & {
    /** Somebody signed in before, so that discovery and keys are in memory. */
    warm?: boolean
  },
): void {
  test(title, async () => {
    const it = await world(options.world)
    if (options.warm) await it.signIn(it.browserAt('hal.agent@globex.com'))
    const browser = it.browserAt(options.login ?? 'gia.agent@globex.com')
    it.okta.setFaults('globex', [options.fault ?? []].flat())
    const answer = await it.signIn(browser)
    expect(answer.location, answer.body).toBe(`${it.portal()}/agent/`)
    expect((await it.session(browser)).status).toBe(200)
  })
}
