/** The least that carries the same frames: `ws`, a map of sockets, no authorization, nothing kept. */
import { createServer } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

const sockets = new Map<string, WebSocket>()
const server = createServer((_request, reply) => reply.end('ok'))
const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false })
server.on('upgrade', (request, raw, head) =>
  wss.handleUpgrade(request, raw, head, (socket) => {
    const id = new URL(request.url ?? '/', 'http://bare').searchParams.get('id') ?? ''
    sockets.set(id, socket)
    socket.on('close', () => sockets.delete(id))
    if (id === 'control')
      socket.on('message', (data) => {
        const { to, frame } = JSON.parse(String(data)) as { to: string[]; frame: string }
        for (const one of to) sockets.get(one)?.send(frame)
      })
  }),
)
server.listen(Number(process.argv[2]), '127.0.0.1')
