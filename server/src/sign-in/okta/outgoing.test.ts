/** Addresses that a hostile connection or discovery document may name. Every one is refused before a packet leaves. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { outgoing } from './outgoing.ts'

const forbidden = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://0x7f.1/',
  'https://2130706433/',
  'https://0.0.0.0/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:7f00:1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://100.64.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[fe80::1]/',
  'https://[fd00::1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://localhost/',
  'https://a.localhost/',
  'http://acme.okta.com/',
  'https://acme.okta.com:8443/',
  'file:///etc/passwd',
]
const ask = { method: 'GET', headers: {} }

for (const url of forbidden)
  test(`${url} is not asked`, async () => {
    const out = outgoing(false)
    onTestFinished(out.close)
    await expect(out.send(url, ask)).rejects.toThrow(/is not https|port 443|loopback|address/)
  })

test('allowing loopback opens names under localhost and nothing else', async () => {
  let hits = 0
  const server = createServer((_request, response) => {
    hits += 1
    response.writeHead(302, { location: '/again' }).end('moved')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const out = outgoing(true)
  onTestFinished(out.close)
  const answer = await out.send(`http://x.okta.localhost:${port}/`, ask)
  expect([answer.status, hits]).toEqual([302, 1])
  await expect(out.send(`http://127.0.0.1:${port}/`, ask)).rejects.toThrow()
  await expect(out.send('https://10.0.0.1/', ask)).rejects.toThrow(/private address/)
})

test('an answer over one megabyte is not read to its end', async () => {
  let sent = 0
  const server = createServer((_request, response) => {
    const more = () => {
      sent += 65_536
      if (response.write(Buffer.alloc(65_536)) && sent < 100_000_000) setImmediate(more)
      else response.once('drain', more)
    }
    more()
    response.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const out = outgoing(true)
  onTestFinished(out.close)
  await expect(
    out.send(`http://x.localhost:${(server.address() as AddressInfo).port}/`, ask),
  ).rejects.toThrow(/[Mm]ax/)
  expect(sent).toBeLessThan(20_000_000)
})
