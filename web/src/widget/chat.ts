import type { CustomerWrite, CustomerWritten, WidgetChannel } from '@koopid/contract'
import type { CustomerMessage, CustomerState } from '@koopid/contract/realtime'
import { asFailure, type WidgetApi, type WidgetFailure } from '../api/widget.ts'
import { tryingAgain } from '../realtime/try-again.ts'
import type { Kept } from './kept.ts'
import { type Live, openLive } from './live.ts'
import { createOutbox, type Pending } from './outbox.ts'
import { emptyThread, isOtherConversation, nothingYet, type Thread, withMessage, withPage } from './thread.ts'
import { customerToken } from './token.ts'

export type ChatView = {
  channel: WidgetChannel | null
  /** Why there is no channel. */
  failure: WidgetFailure | null
  state: CustomerState
  thread: Thread
  pending: Pending[]
  /** Name of the agent who is typing. */
  typing: string | null
  /** The socket is open, or none is needed yet. */
  connected: boolean
  /** Highest number the customer has seen, known here first. */
  readUpTo: number
}

type Options = { api: WidgetApi; kept: Kept; scope: string; live?: typeof openLive }
export type Chat = ReturnType<typeof createChat>

const begin = { state: nothingYet, thread: emptyThread, typing: null, connected: true, readUpTo: 0 }

/** One customer's chat: what is known, what is on its way, and the calls in between. */
export function createChat({ api, kept, scope, live = openLive }: Options) {
  const identity = customerToken(kept, scope)
  const listeners = new Set<() => void>()
  let connection: Live | undefined
  let catching: Promise<void> | undefined
  let askedAgain = false
  /** The connection may be open all the while, and would not ask again by itself. */
  const retry = tryingAgain(() => void catchUp())
  /** Counts chats begun and left here: answers of an earlier one are not this one's. */
  let chapter = 0
  let view: ChatView = { ...begin, channel: null, failure: null, pending: [] }

  const set = (part: Partial<ChatView>) => {
    view = { ...view, ...part }
    for (const listener of listeners) listener()
  }
  const outbox = createOutbox({
    kept,
    scope,
    send: (pending) => api.write(pending.token, pending.key, pending.write),
    onChange: () => set({ pending: ours() }),
    onSent: (answer, { token }) => token === identity.get() && written(answer),
  })
  const ours = () => outbox.list().filter(({ token }) => token === identity.get())
  view.pending = ours()

  const setState = (state: CustomerState) =>
    set({ state, readUpTo: Math.max(view.readUpTo, state.readByCustomer) })

  function receive(message: CustomerMessage) {
    if (message.clientId) outbox.settle(message.clientId)
    const expected = view.thread.complete + 1
    const other = isOtherConversation(view.thread, [message])
    set({ thread: withMessage(view.thread, message), ...(other ? { readUpTo: 0 } : {}) })
    if (message.kind === 'agent') set({ typing: null })
    if (other || message.seq > expected) void catchUp()
  }

  function written({ message, state }: CustomerWritten) {
    receive(message)
    setState(state)
    connect()
  }

  async function pages(token: string, mine: number) {
    for (let more = true; more; ) {
      const after = view.thread.complete
      const page = await api.messages(token, after)
      if (mine !== chapter) return
      if (page.state.seq < after) {
        // Another conversation has begun: its numbers start again.
        set({ thread: emptyThread, readUpTo: 0 })
        continue
      }
      for (const { clientId } of page.messages) if (clientId) outbox.settle(clientId)
      set({ thread: withPage(view.thread, page.messages, page.state, page.more) })
      setState(page.state)
      // Without progress the same page would come again.
      more = page.more && view.thread.complete > after
    }
  }

  /** Fetches what is missing. Asked while it is under way, it asks once more: its answer may be from before. */
  function catchUp(): Promise<void> {
    askedAgain = true
    retry.cancel()
    catching ??= untilCaughtUp().finally(() => {
      catching = undefined
    })
    return catching
  }

  async function untilCaughtUp() {
    while (askedAgain) {
      askedAgain = false
      const token = identity.get()
      if (!token) continue
      const mine = chapter
      const failure = await pages(token, mine).then(() => undefined, asFailure)
      if (!failure?.passes) retry.succeeded()
      else if (mine === chapter) retry.later()
    }
  }

  function connect() {
    const token = identity.get()
    if (connection || !token) return
    connection = live(api.realtimePath, token, {
      onMessage: receive,
      onState(state) {
        setState(state)
        // The answer that is on its way may be from before.
        if (catching) askedAgain = true
      },
      onTyping: (name) => set({ typing: name }),
      onConnected: (connected) => set({ connected }),
      onSynchronise: () => {
        void outbox.flush()
        void catchUp()
      },
    })
  }

  function disconnect() {
    retry.cancel()
    connection?.close()
    connection = undefined
  }

  /** @returns the channel as it is now; nothing when it could not be asked for */
  async function loadChannel(): Promise<WidgetChannel | undefined> {
    try {
      const channel = await api.channel()
      set({ channel, failure: null })
      return channel
    } catch (error) {
      if (view.channel === null) set({ failure: asFailure(error) })
      return undefined
    }
  }

  return {
    view: () => view,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    loadChannel,
    /** Has written, in this tab or another one. */
    isKnown: () => identity.get() !== null,
    async start() {
      const known = identity.get() !== null
      await Promise.all([loadChannel(), known ? catchUp() : undefined])
      if (known) connect()
      void outbox.flush()
    },
    send: (write: CustomerWrite) => outbox.add(identity.getOrMake(), write),
    retry: outbox.retry,
    discard: outbox.discard,
    typing: (on: boolean) => connection?.typing(on),
    /** The customer has seen everything up to here. */
    async markRead(seq: number) {
      const token = identity.get()
      if (!token || seq <= view.readUpTo) return
      set({ readUpTo: seq })
      // Not seen by the server: the next mark says it again.
      await api.read(token, seq).catch(() => {})
    },
    async end() {
      const token = identity.get()
      if (!token) return
      setState(await api.end(token))
      await catchUp()
    },
    /** A new customer as far as the server can tell; the old chat stays with it. */
    startNew() {
      chapter += 1
      disconnect()
      identity.forget()
      set({ ...begin, pending: ours() })
      void loadChannel()
    },
    stop() {
      chapter += 1
      disconnect()
      outbox.stop()
    },
  }
}
