/** Drives complete sign-ins, session checks and refusals at a fixed concurrency, over connections that stay open. */
import { Pool } from 'undici'

export const concurrency = 16
const clientId = () => `10.${byte()}.${byte()}.${byte()}`
const byte = () => Math.floor(Math.random() * 256)

export class Driver {
  readonly #server: Pool
  readonly #provider: Pool
  readonly #host: string

  constructor(port: number, providerPort: number) {
    this.#server = new Pool(`http://127.0.0.1:${port}`, { connections: concurrency })
    this.#provider = new Pool(`http://127.0.0.1:${providerPort}`, { connections: concurrency })
    this.#host = `app.localhost:${port}`
  }

  /** From the tile to the desktop's door; answers the cookies of the session. */
  async signIn(email: string): Promise<string> {
    const address = clientId()
    const query = `provider=1&login_hint=${encodeURIComponent(email)}`
    const begun = await this.#get(`/sso/okta/initiate?${query}`, { address })
    const atProvider = new URL(locationOf(begun, 'initiate'))
    const approved = await this.#provider.request({
      path: atProvider.pathname + atProvider.search,
      method: 'GET',
      headers: { host: atProvider.host },
    })
    await approved.body.dump()
    const back = new URL(String(approved.headers.location))
    const landed = await this.#get(back.pathname + back.search, { address, cookie: begun.cookie })
    const landing = locationOf(landed, 'callback')
    if (!landing.includes('/agent/')) throw new Error(`The sign-in of ${email} ended at ${landing}.`)
    return landed.cookie
  }

  async check(cookie: string): Promise<void> {
    const answer = await this.#get('/api/v1/session', { cookie, accept: 'application/json' })
    if (answer.status !== 200)
      throw new Error(`A session check was answered ${answer.status}: ${answer.text}`)
  }

  /** The cookie of a real attempt with a state that was never issued. */
  async refused(attemptCookie: string): Promise<void> {
    const query = `code=${'c'.repeat(24)}&state=${Math.random().toString(36).slice(2).padEnd(43, 'x')}`
    const answer = await this.#get(`/sso/okta/callback?${query}`, {
      address: clientId(),
      cookie: attemptCookie,
    })
    if (answer.status !== 400) throw new Error(`A wrong state was answered ${answer.status}: ${answer.text}`)
  }

  async attemptCookie(): Promise<string> {
    return (await this.#get('/sso/okta/initiate?provider=1', { address: clientId() })).cookie
  }

  async close(): Promise<void> {
    await Promise.all([this.#server.close(), this.#provider.close()])
  }

  async #get(path: string, { address = '127.0.0.1', cookie = '', accept = 'text/html' }) {
    const headers = { host: this.#host, accept, 'x-forwarded-for': address, ...(cookie ? { cookie } : {}) }
    const {
      statusCode,
      headers: answered,
      body,
    } = await this.#server.request({ path, method: 'GET', headers })
    return {
      status: statusCode,
      location: answered.location,
      cookie: cookiesIn(answered['set-cookie']),
      text: await body.text(),
    }
  }
}

type Answer = { status: number; location: string | string[] | undefined; text: string }

function locationOf(answer: Answer, step: string): string {
  if (typeof answer.location === 'string') return answer.location
  throw new Error(`${step} was answered ${answer.status}: ${answer.text.slice(0, 2000)}`)
}

function cookiesIn(header: string | string[] | undefined): string {
  return [header ?? []]
    .flat()
    .filter((line) => !/max-age=0|expires=thu, 01 jan 1970/i.test(line))
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}

/** Repeats `act` at the fixed concurrency for so many seconds; answers how often it was done. */
export async function repeat(seconds: number, act: (n: number) => Promise<unknown>): Promise<number> {
  const end = performance.now() + seconds * 1000
  let done = 0
  const loop = async () => {
    while (performance.now() < end) await act(done++)
  }
  await Promise.all(Array.from({ length: concurrency }, loop))
  return done
}
