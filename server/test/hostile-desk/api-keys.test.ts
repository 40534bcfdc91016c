import { expect, it } from 'vitest'
import { addApiChannel, writeInbound } from '../api-channel.ts'
import { TestBrowser } from '../browser.ts'
import { cookiesOf, deskWorld, openDeskOf } from '../desk.ts'
import { acme, globex } from '../harness.ts'

const refusal = { status: 401, json: { code: 'channel.key_rejected' } }

it('a key opens its own channel, at its own provider, while that is active, and nothing else', async () => {
  const it = await deskWorld()
  await openDeskOf(it, acme)
  const orders = await addApiChannel(it, { id: 'orders' })
  const returns = await addApiChannel(it, { id: 'returns' })
  const off = await addApiChannel(it, { id: 'off', active: false })
  const foreign = await addApiChannel(it, { id: 'orders', provider: acme })
  const nothing = await addApiChannel(it, { id: 'nothing' })
  await it.services.store.transaction(globex, (store) =>
    store.update('channels', { api_key_hash: null }).where('id', '=', 'nothing').execute(),
  )
  for (const [place, key] of [
    ['719/orders', returns],
    ['719/orders', foreign],
    ['719/returns', orders],
    ['718/orders', orders],
    ['719/off', off],
    ['719/web', orders],
    ['719/nothing', nothing],
    ['719/nothing', ''],
    ['719/absent', orders],
    ['720/orders', orders],
    ['719/orders', undefined],
    ['719/orders', ''],
    ['719/orders', `${orders}x`],
    ['719/orders', orders.slice(0, -1)],
    ['719/orders', orders.toUpperCase()],
    ['719/orders', 'x'.repeat(5000)],
  ] as const)
    expect([place, await writeInbound(it, place, key)]).toMatchObject([place, refusal])
  expect([await it.conversations(), await it.rows('contacts')]).toEqual([[], []])
  expect((await writeInbound(it, '719/orders', orders)).status).toBe(200)
  // The conversation is open; the channel is not any more.
  await it.services.store.transaction(globex, (store) => store.update('channels', { active: 0 }).execute())
  expect(await writeInbound(it, '719/orders', orders)).toMatchObject(refusal)
})

it('an administrator’s session without a key writes nothing, from any origin', async () => {
  const it = await deskWorld()
  await addApiChannel(it, { id: 'orders' })
  const administrator = await it.person()
  const cookie = cookiesOf(it, administrator.browser)
  for (const origin of [it.portal(), 'https://evil.example'])
    expect(await writeInbound(it, '719/orders', undefined, { headers: { cookie, origin } })).toMatchObject(
      refusal,
    )
  expect(await it.conversations()).toEqual([])
})

it('a channel’s key reads no conversation of another channel', async () => {
  const it = await deskWorld()
  const orders = await addApiChannel(it, { id: 'orders' })
  const returns = await addApiChannel(it, { id: 'returns' })
  await it.customer().says('In the widget')
  const own = await writeInbound(it, '719/orders', orders)
  const read = async (channel: string, key: string, id: unknown) =>
    (
      await new TestBrowser().api(
        `${it.portal()}/api/v1/inbound/719/${channel}/conversations/${id}/messages`,
        {
          headers: { authorization: `Bearer ${key}` },
        },
      )
    ).status
  const [widgets] = (await it.conversations()).filter((row) => row.channel_id === 'web')
  expect(await read('orders', orders, own.json.conversationId)).toBe(200)
  expect(await read('returns', returns, own.json.conversationId)).toBe(404)
  expect(await read('orders', orders, widgets!.id)).toBe(404)
})
