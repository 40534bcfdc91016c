import { expect, it } from 'vitest'
import { addApiChannel, writeInbound } from '../api-channel.ts'
import { deskWorld } from '../desk.ts'

it('a message over 16 KB, counted in bytes, or of nothing is refused on every side and changes nothing', async () => {
  const it = await deskWorld()
  const agent = await it.available()
  const customer = it.customer()
  await customer.says('Hello')
  const apiKey = await addApiChannel(it, { id: 'orders' })
  const before = JSON.stringify(await it.rows('messages'))
  const [row] = await it.conversations()
  for (const [body, status, code] of [
    // 8,193 letters of two bytes each.
    ['ä'.repeat(8193), 413, 'message.too_long'],
    ['😀'.repeat(4097), 413, 'message.too_long'],
    ['x'.repeat(200_000), 413, 'message.too_long'],
    [' \n\t ', 400, 'message.empty'],
    ['\0\0', 400, 'message.empty'],
  ] as const) {
    const refusal = { status, json: { code } }
    expect(await customer.send('POST', '/messages', { body })).toMatchObject(refusal)
    for (const kind of ['agent', 'note'])
      expect(await agent.call('POST', `/conversations/${row!.id}/messages`, { kind, body })).toMatchObject(
        refusal,
      )
    expect(await writeInbound(it, '719/orders', apiKey, { body })).toMatchObject(refusal)
  }
  expect(JSON.stringify(await it.rows('messages'))).toBe(before)
  await customer.says('ä'.repeat(8192))
})
