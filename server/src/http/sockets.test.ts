import { type AddressInfo, connect } from 'node:net'
import fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { acceptSockets } from './sockets.ts'
import type { Server } from './types.ts'

test('who hangs up while the handshake still waits takes no place', async () => {
  const server = fastify({ forceCloseConnections: true }) as unknown as Server
  const sockets: WebSocket[] = []
  onTestFinished(async () => {
    for (const socket of sockets) socket.terminate()
    await server.close()
  })
  let arrived = Promise.withResolvers<void>()
  server.addHook('onRequest', async (request) => {
    // Once read, the address is known after the end, too.
    if (request.ip === '' || request.url !== '/slow') return
    arrived.resolve()
    await new Promise((resolve) => request.raw.socket.once('close', resolve))
  })
  await acceptSockets(server, 1)
  for (const path of ['/slow', '/']) server.get(path, { websocket: true }, () => {})
  await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo

  for (let n = 0; n < 3; n += 1) {
    arrived = Promise.withResolvers()
    const socket = connect(port, '127.0.0.1')
    socket.write(handshakeFor('/slow'))
    await arrived.promise
    socket.resetAndDestroy()
  }
  const open = () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`)
    sockets.push(socket.on('error', () => {}))
    return new Promise<number>((resolve) => {
      socket.on('open', () => resolve(101))
      socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0))
    })
  }
  expect([await open(), await open()]).toEqual([101, 429])
})

const handshakeFor = (path: string) =>
  [
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n')
