import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { addApiChannel, writeInbound } from '../api-channel.ts'
import { deskWorld } from '../desk.ts'

/** A server on this machine that must never hear of anything. */
async function trap() {
  const heard: string[] = []
  const server = createServer((request, reply) => {
    heard.push(request.url ?? '')
    reply.end()
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  onTestFinished(() => void server.close())
  return { heard, port: (server.address() as AddressInfo).port }
}

it('no event goes to a private address, however it is written and whatever the channel says', async () => {
  const it = await deskWorld({ environment: { KOOPID_UNSAFE_LOOPBACK_ISSUERS: 'false' }, connected: false })
  const { heard, port } = await trap()
  const addresses = [
    `http://127.0.0.1:${port}/`,
    `http://hooks.localhost:${port}/`,
    `https://127.0.0.1:${port}/`,
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://hooks.localhost/',
    `https://localhost:${port}/`,
    'ftp://hooks.example/',
  ]
  for (const [n, webhookUrl] of addresses.entries()) {
    const key = await addApiChannel(it, { id: `c${n}`, webhookUrl })
    expect((await writeInbound(it, `719/c${n}`, key)).status).toBe(200)
  }
  const tried = async () =>
    new Map(
      (await it.rows('webhook_events')).flatMap((row) =>
        row.last_error ? [[row.channel_id, row.last_error]] : [],
      ),
    )
  await expect
    .poll(async () => (await tried()).size, { timeout: 15_000, interval: 50 })
    .toBe(addresses.length)
  for (const [n, address] of addresses.entries())
    expect([address, (await tried()).get(`c${n}`)]).toEqual([
      address,
      expect.stringMatching(/is not https|is not on port 443|loopback name|is a \S+ address|not https/),
    ])
  expect(heard).toEqual([])
})
