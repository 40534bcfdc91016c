import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { TestBrowser } from '../browser.ts'
import { type Desk, deskWorld } from '../desk.ts'
import { globex } from '../harness.ts'

/** A desk whose widget page is built. */
async function framed() {
  const webRoot = await mkdtemp(join(tmpdir(), 'koopid-web-'))
  onTestFinished(() => rm(webRoot, { recursive: true, force: true }))
  await writeFile(join(webRoot, 'widget.html'), '<!doctype html><title>Chat</title>')
  return deskWorld({ webRoot })
}

const frame = (it: Desk, query = 'provider=719&tag=welcome') =>
  new TestBrowser().send(`${it.portal()}/widget/frame?${query}`)

const ancestorsOf = (answer: Awaited<ReturnType<typeof frame>>) => {
  const policies = [answer.headers['content-security-policy']].flat()
  expect(policies.length).toBe(1)
  const found = policies[0]!.split('; ').filter((directive) => directive.startsWith('frame-ancestors '))
  expect(found.length).toBe(1)
  return found[0]!.slice('frame-ancestors '.length)
}

it('the frame may be embedded by exactly the channel’s domains, and by nobody when it has none', async () => {
  const it = await framed()
  const set = (domains: string[]) =>
    it.services.store.transaction(globex, (store) =>
      store.update('channels', { allowed_domains: JSON.stringify(domains) }).execute(),
    )
  for (const domains of [['shop.acme.com'], ['shop.acme.com', '*.acme.com', 'localhost:3002']]) {
    await set(domains)
    const answer = await frame(it)
    expect([answer.status, ancestorsOf(answer)]).toEqual([200, domains.join(' ')])
    expect(answer.headers['x-frame-options']).toBeUndefined()
  }
  await set([])
  expect(ancestorsOf(await frame(it))).toBe("'none'")
})

it('a channel that is switched off, of another kind or of nobody has no frame, and its refusal is in none', async () => {
  const it = await framed()
  await it.services.store.transaction(globex, (store) => store.update('channels', { active: 0 }).execute())
  for (const query of [
    'provider=719&tag=welcome',
    'provider=719&tag=absent',
    'provider=718&tag=welcome',
    `provider=719&tag=${encodeURIComponent('welcome\r\nx-evil: 1')}`,
  ]) {
    const answer = await frame(it, query)
    expect([query, answer.status, ancestorsOf(answer)]).toEqual([query, 404, "'none'"])
    expect(answer.headers['x-frame-options']).toBe('DENY')
    expect(answer.headers['x-evil']).toBeUndefined()
  }
  const at = `${it.portal()}/widget/v1/719/welcome`
  expect((await new TestBrowser().api(`${at}/channel`)).status).toBe(404)
  expect((await it.customer().send('POST', '/messages', { body: 'x' })).status).toBe(404)
})

it('a domain that would say more than a host is refused, and stays out of the header', async () => {
  const it = await framed()
  const { browser } = await it.person({ role: 'designer' })
  for (const domain of [
    'shop.acme.com; script-src *',
    'shop.acme.com evil.example',
    'shop.acme.com\r\nx-evil: 1',
    'shop.acme.com,evil.example',
    "'self'",
    "'unsafe-inline'",
    '*',
    '*.',
    'https:',
    'https://shop.acme.com',
    'shop.acme.com/path',
    'data:',
    'shop.acme.com:*',
    '*.*.com',
    'shöp.acme.com',
  ]) {
    const answer = await browser.api(`${it.portal()}/api/v1/channels/web`, {
      method: 'PATCH',
      body: { allowedDomains: [domain] },
    })
    expect([domain, answer.status, answer.json().code]).toEqual([domain, 400, 'request.invalid'])
  }
  expect(ancestorsOf(await frame(it))).toBe('shop.localhost')
})
