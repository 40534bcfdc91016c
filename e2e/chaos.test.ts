/**
 * A shift on a bad network, with the web app's own code on both sides: customers write, agents answer, the network cuts,
 * delays and doubles, and the server is killed again and again.
 */
// biome-ignore assist/source/organizeImports: the web app's modules look at the page as they load
import { asBrowser } from './chaos/browsers.ts'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AgentEvents, Conversation } from '@koopid/contract'
import { InfiniteQueryObserver, type QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, it, onTestFinished } from 'vitest'
import { api } from '../web/src/api/client.ts'
import { createQueryClient } from '../web/src/api/queries.ts'
import { widgetApi } from '../web/src/api/widget.ts'
import { conversationsOf } from '../web/src/desktop/cache/lists.ts'
import { type Log, messagesQuery, receive } from '../web/src/desktop/cache/messages.ts'
import { createOutbox, type Outbox } from '../web/src/desktop/cache/outbox.ts'
import { listQuery } from '../web/src/desktop/cache/queries.ts'
import { takeEvents } from '../web/src/desktop/live/apply-event.ts'
import { catchingUp } from '../web/src/desktop/live/catch-up.ts'
import { openConnection } from '../web/src/realtime/connection.ts'
import { createChat } from '../web/src/widget/chat.ts'
import { memoryStorage } from '../web/src/widget/kept.ts'
import { harmless, startProxy } from './chaos/proxy.ts'
import { freePort } from '../server/test/free-port.ts'
import { ask, type Program, startProgram, untilAnswers } from './programs.ts'

const customers = 20
const agents = 5
/** Of each customer; every one is answered, so there are twice as many in all. */
const each = 25
const all = 2 * customers * each
/** Messages that one customer has on their way at most: how fast they write is how fast the network lets them. */
const ahead = 3
const kills = 5
const root = fileURLToPath(new URL('..', import.meta.url))

let cleanUp: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanUp.reverse()) clean()
  cleanUp = []
})

it('1,000 messages arrive once and in order on both sides, through cuts, doubles and five kills of the server', async () => {
  const it = await deployment()
  const desks = await Promise.all(Array.from({ length: agents }, (_, n) => openDesk(it, n)))
  const chats = Array.from({ length: customers }, (_, n) => openChat(it, n))

  it.proxy.set({ delay: 25, loseAnswer: 0.05, requestTwice: 0.1, frameTwice: 0.03, cut: 0.015 })
  const textsOf = (name: string) => Array.from({ length: each }, (_, n) => `${name} ${n}`)
  const said = new Map(chats.map(({ name }) => [name, textsOf(name)]))
  const dying = (async () => {
    for (let n = 1; n <= kills; n += 1) {
      await haveSeen(chats, (n * all) / (kills + 1))
      await it.kill()
      await it.start()
    }
  })()
  await Promise.all([...chats.map((chat) => chat.writeAll(said.get(chat.name)!)), dying])
  it.proxy.set(harmless)
  const missing = () => chats.map((chat) => 2 * each - chat.shown().length).filter((count) => count !== 0)
  await expect.poll(missing, { timeout: 90_000, interval: 250 }).toEqual([])

  // The network did its worst, or this was no test.
  for (const [name, count] of Object.entries(it.proxy.counts)) expect([name, count > 5]).toEqual([name, true])
  for (const chat of chats) {
    const shown = chat.shown()
    expect(shown.filter(({ kind }) => kind === 'customer').map(({ body }) => body)).toEqual(
      said.get(chat.name),
    )
    const answers = shown.filter(({ kind }) => kind === 'agent').map(({ body }) => body)
    expect(answers).toEqual(said.get(chat.name)!.map((text) => `Re: ${text}`))
    expect(chat.pending()).toEqual([])
  }
  // On the other side: whoever holds the conversation sees what the customer sees, number by number.
  for (const desk of desks) await desk.settle()
  const threads = desks.flatMap((desk) => desk.threads())
  expect(threads.length).toBe(customers)
  for (const { customer, messages } of threads) {
    const chat = chats.find(({ name }) => name === customer)!
    const told = messages.filter(({ kind }) => kind === 'customer' || kind === 'agent')
    expect(told.map(({ seq, id }) => [seq, id])).toEqual(chat.shown().map(({ seq, id }) => [seq, id]))
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, n) => n + 1))
  }
}, 240_000)

type Deployment = Awaited<ReturnType<typeof deployment>>

/** One server over a file that outlives it, behind the proxy, with agents who may sign in. */
async function deployment() {
  const folder = await mkdtemp(join(tmpdir(), 'koopid-chaos-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const [port, inner] = [await freePort(), await freePort()]
  const env = {
    KOOPID_PUBLIC_URL: `http://localhost:${port}`,
    KOOPID_LISTEN: `127.0.0.1:${inner}`,
    KOOPID_DATABASE_URL: `sqlite:${join(folder, 'koopid.db')}`,
    KOOPID_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  }
  const koopid = async (args: string[], input = '') => {
    const program = startProgram([join(root, 'server/src/cli/koopid.ts'), ...args], {
      cwd: folder,
      env,
      input,
    })
    if ((await program.ended) !== 0) throw new Error(program.stderr())
  }
  const provider = ['--id', '719', '--name', 'Chaos', '--plan', 'business', '--subdomain', 'app']
  await koopid(['provider', 'create', ...provider])
  const chat = ['--name', 'Chat', '--entry-tag', 'welcome', '--allow-domain', 'shop.localhost']
  await koopid(['channel', 'create', '--provider', '719', ...chat])
  const owner = ['--provider', '719', '--email', 'owner@chaos.example', '--name', 'Owner', '--password-stdin']
  await koopid(['admin', 'create', ...owner], password)
  for (let n = 0; n < agents; n += 1) {
    const who = ['--provider', '719', '--email', emailOf(n), '--name', `Agent ${n}`, '--password-stdin']
    await koopid(['admin', 'create', ...who], password)
  }

  let server: Program | undefined
  onTestFinished(() => server?.end('SIGKILL'))
  const start = async () => {
    server = startProgram([join(root, 'server/src/main.ts')], { cwd: folder, env })
    await untilAnswers(server, `http://app.localhost:${inner}/healthz`, 60)
  }
  await start()
  // Each run is another one; what a failed one did is in its counts.
  const proxy = await startProxy(port, inner, Math.random)
  onTestFinished(() => proxy.stop())
  const origin = `http://app.localhost:${port}`
  await makeAgents(origin)
  return {
    origin,
    proxy,
    start,
    kill: () => server!.end('SIGKILL'),
  }
}

const password = 'Koopid-Chaos-1'
const emailOf = (n: number) => `agent${n}@chaos.example`

/** Administrators made by a command are no agents yet; one of them says that the others are. */
async function makeAgents(origin: string) {
  const headers = { origin, cookie: await signIn({ origin }, 'owner@chaos.example') }
  const { people } = JSON.parse((await ask(`${origin}/api/v1/people`, { headers })).text)
  for (const { id, email } of people as { id: string; email: string }[])
    if (email.startsWith('agent'))
      await ask(`${origin}/api/v1/people/${id}`, { method: 'PATCH', json: { agent: true }, headers })
}

/** A customer's widget. */
function openChat(it: Deployment, n: number) {
  const name = `Customer ${n}`
  return asBrowser({ origin: it.origin, cookie: '' }, () => {
    const chat = createChat({ api: widgetApi('719', 'welcome'), kept: memoryStorage(), scope: '719:welcome' })
    void chat.start()
    cleanUp.push(chat.stop)
    const pending = () => chat.view().pending
    /** Resolves when the last of them is on its way. */
    const writeAll = (texts: readonly string[]) =>
      new Promise<void>((resolve) => {
        const left = [...texts]
        const write = () => {
          while (left.length > 0 && pending().length < ahead) chat.send({ body: left.shift()!, name })
          if (left.length === 0) resolve()
        }
        chat.subscribe(write)
        write()
      })
    return {
      name,
      pending,
      subscribe: chat.subscribe,
      writeAll: (texts: readonly string[]) =>
        asBrowser({ origin: it.origin, cookie: '' }, () => writeAll(texts)),
      shown: () => chat.view().thread.messages.filter(({ kind }) => kind !== 'system'),
    }
  })
}

/** Resolves when the customers together see so many messages. */
function haveSeen(chats: ReturnType<typeof openChat>[], count: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => chats.reduce((sum, chat) => sum + chat.shown().length, 0) >= count && resolve()
    for (const chat of chats) chat.subscribe(look)
    look()
  })
}

async function signIn(it: { origin: string }, email: string): Promise<string> {
  const answer = await ask(`${it.origin}/api/v1/sign-in/password`, {
    method: 'POST',
    json: { providerId: 719, email, password },
    headers: { origin: it.origin },
  })
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.cookies.map((line) => line.split(';', 1)[0]).join('; ')
}

/** An agent's desktop without its screens: the caches, the socket and the outbox; it answers every customer message once. */
async function openDesk(it: Deployment, n: number) {
  const person = { origin: it.origin, cookie: await signIn(it, emailOf(n)) }
  return asBrowser(person, async () => {
    const queries = createQueryClient()
    const me = (await api.session()).user.id
    const outbox = createOutbox((_id, message) => receive(queries, message))
    const threads = openThreads(queries, outbox)
    const list = new InfiniteQueryObserver(queries, listQuery('mine'))
    const stopList = list.subscribe(({ data }) =>
      asBrowser(person, () => threads.show(conversationsOf(data))),
    )
    const events = takeEvents(queries, me)
    const catching = catchingUp(queries, () => {})
    const tab = randomUUID()
    const connection = openConnection<AgentEvents>({
      url: () => `${it.origin.replace(/^http/, 'ws')}/api/v1/realtime?tab=${tab}`,
      greet: () => ({ type: 'presence', data: { visible: true, idle: false, alert: 'on' } }),
      onEvent: events.take,
      onSynchronise: () => {
        outbox.resendAll()
        catching.start()
      },
      onState: () => {},
    })
    cleanUp.push(stopList, threads.close, events.stop, outbox.stop, connection.close, catching.stop)
    await api.setAgentStatus('available')
    return {
      settle: () => asBrowser(person, () => new Promise((resolve) => catchingUp(queries, resolve).start())),
      threads: threads.all,
    }
  })
}

/** Every conversation of an agent, shown at once, and answered. */
function openThreads(queries: QueryClient, outbox: Outbox) {
  const shown = new Map<string, { conversation: Conversation; close: () => void }>()
  const answered = new Set<string>()
  const logOf = (id: string) => queries.getQueryData<Log>(['messages', id])?.messages ?? []
  const answer = (id: string) => {
    const log = logOf(id)
    const told = new Set(log.map(({ body }) => body))
    for (const message of log) {
      const body = `Re: ${message.body}`
      // By this agent, or by whoever had it before.
      if (message.kind !== 'customer' || answered.has(message.id) || told.has(body)) continue
      answered.add(message.id)
      outbox.send(id, { kind: 'agent', body })
    }
  }
  return {
    show(conversations: Conversation[]) {
      const ids = new Set(conversations.map(({ id }) => id))
      for (const [id, { close }] of shown)
        if (!ids.has(id)) {
          close()
          shown.delete(id)
        }
      for (const conversation of conversations) {
        if (shown.has(conversation.id)) continue
        const observer = new QueryObserver(queries, messagesQuery(queries, conversation.id))
        const close = observer.subscribe(() => answer(conversation.id))
        shown.set(conversation.id, { conversation, close })
      }
    },
    all: () =>
      [...shown.values()].map(({ conversation: { id, customer } }) => ({
        customer: customer.name,
        messages: logOf(id),
      })),
    close: () => {
      for (const { close } of shown.values()) close()
    },
  }
}
