import { expect, it } from 'vitest'
import { addApiChannel } from '../api-channel.ts'
import { TestBrowser } from '../browser.ts'
import { deskWorld, newKey } from '../desk.ts'

const nested = (open: string, close: string, times: number) => `${open.repeat(times)}1${close.repeat(times)}`

it('bodies nested a hundred thousand times, of prototypes or of the wrong kind are refused, never an error of ours', async () => {
  const it = await deskWorld()
  const agent = await it.available()
  const customer = it.customer()
  await customer.says('Hello')
  const [row] = await it.conversations()
  const apiKey = await addApiChannel(it, { id: 'orders' })
  const before = JSON.stringify([await it.rows('messages'), await it.conversations()])
  const places = [
    [agent.browser, `/api/v1/conversations/${row!.id}/messages`, {}],
    [agent.browser, `/api/v1/conversations/${row!.id}/transfer`, {}],
    [new TestBrowser(), '/widget/v1/719/welcome/messages', { authorization: `Bearer ${customer.token}` }],
    [new TestBrowser(), '/api/v1/inbound/719/orders/messages', { authorization: `Bearer ${apiKey}` }],
  ] as const
  for (const text of [
    nested('[', ']', 100_000),
    nested('{"body":', '}', 25_000),
    nested('{"to":{"agent":', '}}', 10_000),
    '{"__proto__":{"kind":"note"},"body":"x"}',
    '{"constructor":{"prototype":{"kind":"note"}},"body":"x"}',
    '{"kind":"note","body":{"toString":"x"}}',
    '{"kind":"note","body":"x"',
    'null',
    '5',
  ])
    for (const [browser, path, headers] of places) {
      const answer = await browser.api(it.portal() + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': newKey(), ...headers },
        body: text,
      })
      expect([path, text.slice(0, 40), answer.status, answer.json().code]).toEqual([
        path,
        text.slice(0, 40),
        400,
        'request.invalid',
      ])
    }
  expect(JSON.stringify([await it.rows('messages'), await it.conversations()])).toBe(before)
})
