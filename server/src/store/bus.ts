import type { HandOverReason } from '@koopid/contract'
import pg from 'pg'

/** What one part, or one node, tells the others after a commit. Small: receivers read the rest from the store. */
export type BusMessage =
  | { kind: 'session_ended'; providerId: number; tokenHash: string; reason: string }
  | {
      kind: 'person_changed'
      providerId: number
      personId: string
      /** Why, where it may cost them what they hold. */
      cause?: 'deprovisioned' | 'role_changed' | 'signed_out'
    }
  | { kind: 'connection_changed'; providerId: number }
  | { kind: 'provider_changed'; providerId: number }
  /** Teams, channels, canned replies, tags or settings of the desk. */
  | { kind: 'config_changed'; providerId: number }
  | { kind: 'agent_changed'; providerId: number; personId: string }
  | {
      kind: 'conversation_changed'
      providerId: number
      conversationId: string
      change: 'queued' | 'assigned' | 'requeued' | 'updated' | 'closed' | 'message'
      seq: number
      alert?: 'assigned' | 'transfer'
      /** Why it changed hands, when it did. */
      reason?: HandOverReason
    }
  | {
      kind: 'mentioned'
      providerId: number
      conversationId: string
      seq: number
      personId: string
      by: string
    }
  | {
      kind: 'typing'
      providerId: number
      conversationId: string
      contactId: string
      personId: string | null
      name: string
      on: boolean
    }
  | { kind: 'deadline_set'; providerId: number; at: number }
  | { kind: 'webhooks_waiting'; providerId: number }
  /** Something was or may have been missed: drop every cache. */
  | { kind: 'everything_changed' }

export type Bus = {
  /** To the listeners of this process. */
  publish(message: BusMessage): void
  subscribe(listener: (message: BusMessage) => void): () => void
  /** `false` while messages of other nodes may be lost: caches must not be trusted. */
  readonly connected: boolean
  close(): Promise<void>
}

const channel = 'koopid_bus'
/** Milliseconds between heartbeats, and that one may stay unanswered: a cut cable says nothing by itself. */
const heartbeat = { every: 1000, limit: 2000 }

/** The bus of a single process. */
export function inProcessBus(): Bus {
  const listeners = new Set<(message: BusMessage) => void>()
  return {
    connected: true,
    publish(message) {
      for (const listener of listeners) listener(message)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      listeners.clear()
    },
  }
}

export type PostgresBus = Bus & {
  /** Query and values that tell the other nodes, when the transaction they run in commits. */
  notification(messages: readonly BusMessage[]): [query: string, values: unknown[]]
}

/** LISTEN/NOTIFY: every node hears every message, its own at once and without the round trip. */
export function postgresBus(url: string, onError: (error: Error) => void): PostgresBus {
  const local = inProcessBus()
  const node = `${process.pid}-${Math.random().toString(36).slice(2)}`
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let closed = false

  const listen = async () => {
    const next = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 3000,
      query_timeout: heartbeat.limit,
      keepAlive: true,
    })
    let beat: NodeJS.Timeout | undefined
    next.on('error', onError)
    next.on('end', () => {
      clearInterval(beat)
      if (client === next) client = undefined
      if (!client) lost()
    })
    next.on('notification', ({ payload }) => {
      const { from, message } = JSON.parse(payload ?? '{}') as { from: string; message: BusMessage }
      if (from !== node) local.publish(message)
    })
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
    } catch (error) {
      hangUp(next)
      throw error
    }
    if (closed) return void next.end()
    client = next
    beat = setInterval(() => {
      next.query('select 1').catch(() => {
        if (client !== next) return
        client = undefined
        hangUp(next)
      })
    }, heartbeat.every)
    beat.unref()
    local.publish({ kind: 'everything_changed' })
  }
  const lost = () => {
    if (closed || retry) return
    retry = setTimeout(() => {
      retry = undefined
      listen().catch(lost)
    }, 1000)
    retry.unref()
  }
  listen().catch((error: Error) => {
    onError(error)
    lost()
  })

  return {
    get connected() {
      return client !== undefined
    },
    publish: local.publish,
    notification: (messages) => [
      'select pg_notify($1, payload) from unnest($2::text[]) as payload',
      [channel, messages.map((message) => JSON.stringify({ from: node, message }))],
    ],
    subscribe: local.subscribe,
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end()
      await local.close()
    },
  }
}

/** Ends the connection without waiting for a goodbye. */
function hangUp(client: pg.Client): void {
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } }
  connection.stream.destroy()
}
