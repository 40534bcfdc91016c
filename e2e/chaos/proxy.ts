/** A bad network in front of a server: it delays, cuts, and lets requests and frames arrive twice. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type RawData, WebSocket, WebSocketServer } from 'ws'

export type Harm = {
  /** Milliseconds at most. */
  delay: number
  /** Chances, 0 to 1: a request is answered and the answer lost; it arrives twice; a frame comes twice; a socket is cut at a frame. */
  loseAnswer: number
  requestTwice: number
  frameTwice: number
  cut: number
}

export const harmless: Harm = { delay: 0, loseAnswer: 0, requestTwice: 0, frameTwice: 0, cut: 0 }

/** `requests`: all but sockets. */
export type Reach = 'everything' | 'requests' | 'nothing'

export async function startProxy(port: number, target: number, random: () => number) {
  let harm: Harm = { ...harmless }
  let reach: Reach = 'everything'
  const counts = { lostAnswers: 0, requestsTwice: 0, framesTwice: 0, cuts: 0 }
  const happens = (chance: number) => random() < chance
  const delay = () => pause(random() * harm.delay)

  const server = createServer((asked, reply) => {
    if (reach === 'nothing') return void asked.socket.destroy()
    relay(asked, reply).catch(() => asked.socket.destroy())
  })
  async function relay(asked: IncomingMessage, reply: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of asked) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    await delay()
    if (happens(harm.requestTwice)) {
      counts.requestsTwice += 1
      // At the same time: the server has to tell that they are one.
      forward(target, asked, body).catch(() => {})
    }
    const answer = await forward(target, asked, body)
    await delay()
    if (happens(harm.loseAnswer)) {
      counts.lostAnswers += 1
      return void asked.socket.destroy()
    }
    reply.writeHead(answer.status, answer.headers).end(answer.body)
  }

  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (asked, raw, head) => {
    if (reach !== 'everything') return void raw.destroy()
    const { host, origin, cookie } = asked.headers
    const inner = new WebSocket(`ws://127.0.0.1:${target}${asked.url}`, {
      headers: { host, ...(origin && { origin }), ...(cookie && { cookie }) },
    })
    inner.on('error', () => raw.destroy())
    inner.on('open', () =>
      sockets.handleUpgrade(asked, raw, head, (outer) => {
        pipe(outer, inner, false)
        pipe(inner, outer, true)
      }),
    )
  })
  /** In order, each frame late by its own time; now and then twice, now and then the last. */
  function pipe(from: WebSocket, to: WebSocket, twice: boolean) {
    let turn = Promise.resolve()
    const pass = async (data: RawData) => {
      await delay()
      if (happens(harm.cut)) {
        counts.cuts += 1
        from.terminate()
        to.terminate()
        return
      }
      to.send(String(data))
      if (!twice || !happens(harm.frameTwice)) return
      counts.framesTwice += 1
      to.send(String(data))
    }
    from.on('message', (data) => {
      turn = turn.then(() => pass(data)).catch(() => {})
    })
    from.on('error', () => {})
    from.on('close', (code, reason) => {
      void turn.then(() => {
        if (code >= 1000 && ![1005, 1006].includes(code)) to.close(code, reason)
        else to.terminate()
      })
    })
  }
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    counts,
    set(next: Partial<Harm>) {
      harm = { ...harm, ...next }
    },
    /** What gets through from now on; what is open and does not is cut. */
    setReach(next: Reach) {
      reach = next
      if (reach !== 'everything') for (const socket of sockets.clients) socket.terminate()
      if (reach === 'nothing') server.closeAllConnections()
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Answer = { status: number; headers: IncomingMessage['headers']; body: Buffer }

function forward(port: number, asked: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method: asked.method, path: asked.url, headers: asked.headers },
      async (answer) => {
        try {
          const chunks: Buffer[] = []
          for await (const chunk of answer) chunks.push(chunk as Buffer)
          const { 'transfer-encoding': _chunked, connection: _hop, ...headers } = answer.headers
          resolve({ status: answer.statusCode!, headers, body: Buffer.concat(chunks) })
        } catch (error) {
          reject(error)
        }
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
