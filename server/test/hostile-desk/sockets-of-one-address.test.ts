import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { connect, cookiesOf, deskWorld } from '../desk.ts'

const most = 5
const widget = '/widget/v1/719/welcome/realtime'

async function limited(environment: Record<string, string> = { KOOPID_TRUSTED_PROXIES: '127.0.0.1' }) {
  const it = await deskWorld({ environment: { KOOPID_SOCKETS_PER_ADDRESS: `${most}`, ...environment } })
  const origin = it.portal()
  const open = (from: string, path = widget, more: { origin?: string; cookie?: string } = {}) =>
    connect(it, path, { origin, from, ...more })
  const full = (from: string, path?: string) =>
    expect(open(from, path)).rejects.toMatchObject({ status: 429 })
  const fill = (from: string, count = most) => Promise.all(Array.from({ length: count }, () => open(from)))
  return { it, open, full, fill }
}

it('one address holds so many sockets, of customers and agents together, and no other address less', async () => {
  const { it, open, full } = await limited()
  const agent = await it.agent()
  const cookie = cookiesOf(it, agent.browser)
  const desktop = () => `/api/v1/realtime?tab=${randomUUID()}`
  for (let n = 0; n < most; n += 1)
    await (n % 2 ? open('192.0.2.1') : open('192.0.2.1', desktop(), { cookie }))
  await full('192.0.2.1')
  // Refused before it is read: neither the tab, nor the channel, nor the session is asked for.
  await full('192.0.2.1', '/api/v1/realtime?tab=')
  await full('192.0.2.1', '/widget/v1/1/unknown/realtime')
  await open('192.0.2.2')
  expect((await it.customer().send('GET', '/state')).status).toBe(200)
})

it('a network of IPv6 is one address, and who is no proxy is not believed', async () => {
  const { fill, full, open } = await limited()
  await fill('2001:db8:1:2::1')
  await full('2001:db8:1:2:ffff::9')
  await open('2001:db8:1:3::1')
  const alone = await limited({})
  await alone.fill('192.0.2.1')
  await alone.full('192.0.2.2')
})

it.each<[string, (at: Awaited<ReturnType<typeof limited>>, from: string) => Promise<unknown>]>([
  ['closed by its page', async ({ fill }, from) => (await fill(from, most - 1)).map((one) => one.close())],
  ['cut off', async ({ fill }, from) => (await fill(from, most - 1)).map((one) => one.kill())],
  [
    'closed by us',
    async ({ fill }, from) => {
      const all = await fill(from, most - 1)
      for (const one of all) one.raw.send('no frame')
      await Promise.all(all.map((one) => one.closed))
    },
  ],
  [
    'refused for its origin',
    async ({ open }, from) => {
      for (let n = 0; n < most - 1; n += 1)
        await expect(open(from, widget, { origin: 'https://evil.example' })).rejects.toMatchObject({
          status: 403,
        })
    },
  ],
])('a place is free again, once, when a socket is %s', async (_how, end) => {
  const at = await limited()
  await at.open('192.0.2.1')
  await end(at, '192.0.2.1')
  const places = async () => {
    const all = await Promise.allSettled(Array.from({ length: most + 3 }, () => at.open('192.0.2.1')))
    const open = all.filter((one) => one.status === 'fulfilled')
    for (const one of open) one.value.kill()
    return open.length
  }
  await expect.poll(places, { timeout: 5000 }).toBe(most - 1)
})
