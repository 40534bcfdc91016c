import { randomBytes, randomUUID } from 'node:crypto'
import type { Agents, Conversation, CustomerState, DeskSettings, TeamDraft } from '@koopid/contract'
import { expect, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { writeDeskSettings } from '../src/desk/setup/desk-settings.store.ts'
import { openDesk } from '../src/desk/setup/open-desk.ts'
import type { ProviderId } from '../src/store/provider-store.ts'
import { TestBrowser } from './browser.ts'
import { globex, type LocalPerson, type TestWorld, type WorldOptions, world } from './harness.ts'
import { webChannelRow } from './rows.ts'

type Frame = { v: number; type: string; seq: number; data: Record<string, unknown> }

export type DeskOptions = WorldOptions & {
  settings?: Partial<DeskSettings>
  team?: Partial<Omit<TeamDraft, 'members'>>
}

export type Desk = Awaited<ReturnType<typeof deskWorld>>

/** A test world whose provider 719 has the team Support and a web channel `welcome`. */
export async function deskWorld(options: DeskOptions = {}) {
  const it = await world(options)
  await openDeskOf(it, globex, options)
  return { ...it, ...deskStepsOf(it) }
}

export async function openDeskOf(it: TestWorld, provider: ProviderId, options: DeskOptions = {}) {
  const { limit, ...team } = options.team ?? {}
  await it.services.store.transaction(provider, async (store) => {
    await openDesk(store, Date.now())
    const grace = { disconnectGrace: 60, idle: 600, alertSound: false }
    await writeDeskSettings(store, { ...grace, ...options.settings })
    if (options.team)
      await store
        .update('teams', {
          ...(limit !== undefined && { agent_limit: limit }),
          ...(team.routing && { routing: team.routing }),
          ...(team.unanswered !== undefined && { unanswered: team.unanswered }),
          ...(team.everyone !== undefined && { everyone: team.everyone ? 1 : 0 }),
        })
        .execute()
    await store.add('channels', webChannelRow('welcome', { allowed_domains: '["shop.localhost"]' }))
  })
}

export const newKey = (): string => randomUUID()
export const newToken = () => randomBytes(32).toString('base64url')

export function deskStepsOf(it: TestWorld) {
  const portal = it.portal()
  const call =
    (browser: TestBrowser) =>
    async <T = Record<string, unknown>>(
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      path: string,
      body?: object,
      key: string = newKey(),
    ) => {
      const answer = await browser.api(`${portal}/api/v1${path}`, {
        method,
        ...(body !== undefined && { body }),
        headers: { 'idempotency-key': key },
      })
      const json = answer.body === '' ? undefined : answer.json()
      return { status: answer.status, json: json as T }
    }

  return {
    call,
    /** An agent who is signed in. */
    async agent(person: LocalPerson = {}) {
      const made = await it.person({ role: 'none', agent: true, ...person })
      return { ...made, call: call(made.browser), socket: () => openSocket(it, made.browser) }
    },
    /** An agent with an open desktop who has gone available. */
    async available(person: LocalPerson = {}) {
      const made = await this.agent(person)
      const socket = await made.socket()
      const { status } = await made.call('PUT', '/agent/status', { status: 'available' })
      if (status !== 200) throw new Error(`available: ${status}`)
      return { ...made, desktop: socket }
    },
    /** The same agent on another device. */
    async signInAgain(agent: { email: string }) {
      const browser = await it.signInWithPassword(agent.email)
      return { browser, call: call(browser), socket: () => openSocket(it, browser) }
    },
    customer: (token = newToken()) => customerAt(it, token),
    async conversations(): Promise<Record<string, unknown>[]> {
      return it.rows('conversations')
    },
  }
}

/** A customer's browser in the widget. */
function customerAt(it: TestWorld, token: string) {
  const base = `${it.portal()}/widget/v1/719/welcome`
  const send = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object, key = newKey()) => {
    const answer = await new TestBrowser().api(`${base}${path}`, {
      method,
      ...(body !== undefined && { body }),
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
    })
    return { status: answer.status, json: (answer.body === '' ? undefined : answer.json()) as never }
  }
  return {
    token,
    send,
    async says(body: string, extra: object = {}, key = newKey()) {
      const answer = await send('POST', '/messages', { body, ...extra }, key)
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.json)}`)
      return answer.json as { message: { id: string; seq: number }; state: CustomerState }
    },
    state: async () => (await send('GET', '/state')).json as CustomerState,
    messages: async (after = 0) =>
      (
        (await send('GET', `/messages?after=${after}`)).json as {
          messages: { seq: number; body: string; kind: string }[]
        }
      ).messages,
    async socket() {
      const socket = await connect(it, '/widget/v1/719/welcome/realtime', { origin: it.portal() })
      socket.send('hello', { token })
      await socket.next('hello')
      return socket
    },
  }
}

async function openSocket(it: TestWorld, browser: TestBrowser, tab: string = randomUUID()) {
  const socket = await connect(it, `/api/v1/realtime?tab=${tab}`, {
    origin: it.portal(),
    cookie: cookiesOf(it, browser),
  })
  await socket.next('hello')
  // A desktop says that it is there; only then is its agent.
  socket.send('presence', { visible: true, idle: false, alert: 'on' })
  await expect.poll(() => isConnected(it, browser), { timeout: 5000, interval: 10 }).toBe(true)
  return socket
}

async function isConnected(it: TestWorld, browser: TestBrowser): Promise<boolean> {
  const me = (await it.session(browser)).json() as { user: { id: string; agent: boolean } }
  if (!me.user.agent) return true
  const { agents } = (await browser.api(`${it.portal()}/api/v1/agents`)).json() as unknown as Agents
  return agents.some((agent) => agent.id === me.user.id && agent.connected)
}

export const cookiesOf = (it: TestWorld, browser: TestBrowser): string =>
  [...browser.jar(new URL(it.portal()).host)].map(([name, value]) => `${name}=${value}`).join('; ')

type Handshake = { origin?: string; cookie?: string; port?: number; from?: string }

export type TestSocket = Awaited<ReturnType<typeof connect>>

/** A WebSocket that keeps what it received; `from` is what a proxy says of its address. Closed when the test ends. */
export async function connect(
  it: TestWorld,
  path: string,
  { origin, cookie, port = it.port, from }: Handshake,
) {
  const { host } = new URL(it.portal())
  const raw = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
    headers: {
      host,
      ...(origin !== undefined && { origin }),
      ...(cookie && { cookie }),
      ...(from && { 'x-forwarded-for': from }),
    },
  })
  const frames: Frame[] = []
  let wake = () => {}
  const closed = Promise.withResolvers<{ code: number; reason: string }>()
  raw.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as Frame)
    wake()
  })
  raw.on('close', (code, reason) => {
    closed.resolve({ code, reason: String(reason) })
    wake()
  })
  const opened = new Promise<void>((resolve, reject) => {
    raw.on('open', resolve)
    raw.on('unexpected-response', (_request, response) =>
      reject(Object.assign(new Error(`answered ${response.statusCode}`), { status: response.statusCode })),
    )
    raw.on('error', reject)
  })
  raw.on('error', () => {})
  await opened
  onTestFinished(() => raw.terminate())
  let read = 0
  return {
    raw,
    frames,
    closed: closed.promise,
    send: (type: string, data: object) => raw.send(JSON.stringify({ v: 1, type, data })),
    close: () => raw.close(),
    kill: () => raw.terminate(),
    /** The next frame of this type, after those already read, that is as wanted. */
    async next<T = Record<string, never>>(
      type: string,
      wanted: (data: T) => boolean = () => true,
      limit = 5000,
    ): Promise<T> {
      const until = Date.now() + limit
      for (;;) {
        while (read < frames.length) {
          const frame = frames[read]!
          read += 1
          if (frame.type === type && wanted(frame.data as T)) return frame.data as T
        }
        if (raw.readyState === WebSocket.CLOSED) throw new Error(`closed while waiting for ${type}`)
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(
            () => reject(new Error(`no ${type}; got ${frames.map((one) => one.type).join(' ')}`)),
            Math.max(1, until - Date.now()),
          )
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
    },
  }
}

export type { Conversation }
