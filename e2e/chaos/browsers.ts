/**
 * Many browsers in one process: what the web app's own code asks of a browser (fetch, WebSocket, document), each answered
 * for the person in whose name it runs.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { request } from 'node:http'
import { WebSocket } from 'ws'

type Person = { origin: string; cookie: string }
const acting = new AsyncLocalStorage<Person>()

/** Everything that `work` starts, timers too, is this person's browser. */
export const asBrowser = <T>(person: Person, work: () => T): T => acting.run(person, work)

const me = (): Person => {
  const person = acting.getStore()
  if (!person) throw new Error('No browser runs this')
  return person
}

class BrowserSocket extends WebSocket {
  constructor(address: string) {
    const { origin, cookie } = me()
    const { port, host, pathname, search } = new URL(address)
    super(`ws://127.0.0.1:${port}${pathname}${search}`, {
      headers: { host, origin, ...(cookie && { cookie }) },
      handshakeTimeout: 5000,
    })
    this.on('error', () => {})
  }
}

function browserFetch(path: string, { method = 'GET', headers = {}, body, signal }: RequestInit = {}) {
  const { origin, cookie } = me()
  const { host, port } = new URL(origin)
  return new Promise<Response>((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: {
          ...(headers as object),
          host,
          ...(method !== 'GET' && { origin }),
          ...(cookie && { cookie }),
        },
        ...(signal && { signal }),
      },
      async (answer) => {
        try {
          const chunks: Buffer[] = []
          for await (const chunk of answer) chunks.push(chunk as Buffer)
          const text = Buffer.concat(chunks).toString()
          const status = answer.statusCode!
          resolve(
            new Response(status === 204 ? null : text, {
              status,
              headers: { 'content-type': answer.headers['content-type'] ?? 'text/plain' },
            }),
          )
        } catch (error) {
          reject(error)
        }
      },
    )
    asked.on('error', reject)
    asked.end(body as string | undefined)
  })
}

// The app's modules look at the page as they load, so import this file before them.
const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
const location = {
  get origin() {
    return me().origin
  },
  pathname: '/agent/',
  search: '',
  assign(address: string) {
    throw new Error(`The page left for ${address}`)
  },
}
const globals = {
  window: new EventTarget(),
  document,
  location,
  WebSocket: BrowserSocket,
  fetch: browserFetch,
}
for (const [name, value] of Object.entries(globals))
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
