import websocket from '@fastify/websocket'
import { largestFrame } from '@koopid/contract'
import { AppError } from './errors.ts'
import { addressKey } from './limiter.ts'
import type { Request, Server } from './types.ts'

/** WebSocket routes: small frames only, no compression, whose memory a slow reader would hold, and so many an address. */
export async function acceptSockets(server: Server, perAddress: number): Promise<void> {
  await server.register(websocket, {
    options: { maxPayload: largestFrame, perMessageDeflate: false, clientTracking: false },
  })
  server.addHook('onRequest', placesFor(perAddress))
}

/** A handshake takes one of so many places of its address, until the connection is gone, however it ends. */
function placesFor(most: number): (request: Request) => Promise<void> {
  const taken = new Map<string, number>()
  const change = (key: string, by: 1 | -1) => {
    const now = (taken.get(key) ?? 0) + by
    if (now > 0) taken.set(key, now)
    else taken.delete(key)
  }
  return async (request) => {
    const { socket } = request.raw
    // One that is gone already says so to nobody who comes later.
    if (!request.ws || socket.destroyed) return
    const key = addressKey(request.ip)
    if ((taken.get(key) ?? 0) >= most) throw new AppError('request.too_many', { facts: { ip: request.ip } })
    change(key, 1)
    socket.once('close', () => change(key, -1))
  }
}
