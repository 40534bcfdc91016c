import { request } from 'undici'

export type Answer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
  bytes: Buffer
  location: string | undefined
  /** Raw `Set-Cookie` lines. */
  setCookies: string[]
  json(): Record<string, unknown>
}

export type Send = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  /** An object is sent as JSON, a string as a form, a file as the type that the headers name. */
  body?: string | object
}

/** A browser over plain HTTP: one cookie jar a host, no redirects unless asked, every host on loopback. */
export class TestBrowser {
  readonly cookies = new Map<string, Map<string, string>>()
  /** Port that is connected to in place of the address's own: which node a load balancer chose. */
  readonly nodes = new Map<number, number>()

  async send(url: string, { method = 'GET', headers = {}, body }: Send = {}): Promise<Answer> {
    const { host, port, pathname, search, origin } = new URL(url)
    const node = this.nodes.get(Number(port)) ?? port
    const jar = this.jar(host)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const form = typeof body === 'string'
    const file = body instanceof Uint8Array
    const answer = await request(`http://127.0.0.1:${node}${pathname}${search}`, {
      method,
      headers: {
        host,
        accept: 'text/html,application/xhtml+xml',
        ...(cookie && { cookie }),
        ...(method !== 'GET' && { origin }),
        ...(body !== undefined &&
          !file && {
            'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
          }),
        ...headers,
      },
      body: body === undefined ? null : form || file ? body : JSON.stringify(body),
    })
    const setCookies = [answer.headers['set-cookie'] ?? []].flat()
    for (const line of setCookies) keep(jar, line)
    const bytes = Buffer.from(await answer.body.arrayBuffer())
    // Without the byte order mark of a CSV, as browsers read a text.
    const text = new TextDecoder().decode(bytes)
    const location = answer.headers.location
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: text,
      bytes,
      location: typeof location === 'string' ? new URL(location, url).href : undefined,
      setCookies,
      json: () => JSON.parse(text) as Record<string, unknown>,
    }
  }

  /** As the JSON client of the web app does. */
  api(url: string, options: Send = {}): Promise<Answer> {
    return this.send(url, { ...options, headers: { accept: 'application/json', ...options.headers } })
  }

  /** Follows redirects until `stop` says so. @returns the address it stopped at, not yet asked for. */
  async follow(url: string, stop: (url: URL) => boolean): Promise<string> {
    let at = url
    for (let step = 0; step < 15; step += 1) {
      if (stop(new URL(at))) return at
      const answer = await this.send(at)
      if (!answer.location)
        throw new Error(`${at} answered ${answer.status} and leads nowhere:\n${answer.body.slice(0, 2000)}`)
      at = answer.location
    }
    throw new Error(`${url} redirects without end`)
  }

  jar(host: string): Map<string, string> {
    let jar = this.cookies.get(host)
    if (!jar) {
      jar = new Map()
      this.cookies.set(host, jar)
    }
    return jar
  }

  /** Another tab or window of the same browser: it shares this one's cookies. */
  copyTo(other: TestBrowser): void {
    for (const [host, jar] of this.cookies) for (const [name, value] of jar) other.jar(host).set(name, value)
  }

  /** From now on, what is addressed to one port goes to the node on another. */
  through(address: number, node: number): this {
    this.nodes.set(address, node)
    return this
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';')
  const at = pair.indexOf('=')
  const name = pair.slice(0, at).trim()
  const gone = attributes.some((attribute) => /^\s*(max-age=0|expires=thu, 01 jan 1970.*)$/i.test(attribute))
  if (gone) jar.delete(name)
  else jar.set(name, pair.slice(at + 1).trim())
}
