import { expect, it } from 'vitest'
import { addApiChannel, writeInbound } from '../api-channel.ts'
import { TestBrowser } from '../browser.ts'
import { deskWorld } from '../desk.ts'
import { onBothEngines } from '../engines.ts'

const wrong = [
  '-1',
  '2147483648',
  '9007199254740993',
  '1e400',
  '-1e400',
  'NaN',
  'Infinity',
  '1.5',
  'abc',
  '1;2',
  '%00',
]

onBothEngines((databaseUrl) => {
  it('numbers out of range are refused on every call that takes one, and the largest one is not', async () => {
    const it = await deskWorld({ databaseUrl: await databaseUrl() })
    const agent = await it.available({ role: 'administrator' })
    const customer = it.customer()
    await customer.says('Hello')
    const [row] = await it.conversations()
    const apiKey = await addApiChannel(it, { id: 'orders' })
    const written = await writeInbound(it, '719/orders', apiKey)
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
    const places = [
      [agent.browser, `/api/v1/conversations/${row!.id}/messages?after=`, {}],
      [agent.browser, `/api/v1/conversations/${row!.id}/messages?before=`, {}],
      [new TestBrowser(), '/widget/v1/719/welcome/messages?after=', bearer(customer.token)],
      [
        new TestBrowser(),
        `/api/v1/inbound/719/orders/conversations/${written.json.conversationId}/messages?after=`,
        bearer(apiKey),
      ],
    ] as const
    for (const [browser, path, headers] of places) {
      for (const value of wrong) {
        const answer = await browser.api(it.portal() + path + value, { headers })
        expect([path, value, answer.status]).toEqual([path, value, 400])
      }
      expect((await browser.api(`${it.portal()}${path}2147483647`, { headers })).status).toBe(200)
    }
    for (const seq of [-1, 2_147_483_648, 1.5, 1e300, '1', null]) {
      expect([seq, (await customer.send('PUT', '/read', { seq })).status]).toEqual([seq, 400])
      const read = await agent.call('PUT', `/conversations/${row!.id}/read`, { seq })
      expect([seq, read.status]).toEqual([seq, 400])
    }
    // Larger than any event, and as large as a number can be told.
    for (const value of ['2147483648', '9007199254740991']) {
      expect((await agent.call('GET', `/channels/orders/deliveries?before=${value}`)).status).toBe(200)
      const replay = await agent.call('POST', `/channels/orders/deliveries/${value}/replay`)
      expect([value, replay.status < 500]).toEqual([value, true])
    }
    for (const value of ['9007199254740992', '0', '-1', '1e30'])
      expect((await agent.call('GET', `/channels/orders/deliveries?before=${value}`)).status).toBe(400)
    for (const before of ['9999999999999999.x', '1.', `1.${'x'.repeat(90)}`, 'x.y'])
      expect((await agent.call('GET', `/conversations?list=history&before=${before}`)).status).toBe(200)
  })
})
