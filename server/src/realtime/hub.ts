import { beatEvery } from '@koopid/contract'
import { type Connection, prepare } from './connection.ts'

/** Begins with the provider's id: a topic of one provider is never that of another. */
export type Topic = `${number}/${string}`

export type Hub = {
  /** From now on the connection gets what is published under this topic. */
  join(topic: Topic, connection: Connection): void
  leave(topic: Topic, connection: Connection): void
  /** Forgets the connection everywhere. */
  forget(connection: Connection): void
  /** Each connection that joined one of the topics gets it once. */
  publish(topics: readonly Topic[], type: string, data: unknown): void
  /** Whether anybody here would get it: what nobody reads need not be made. */
  hasReaders(topics: readonly Topic[]): boolean
  /** Called with every beat, for checks that time makes necessary. */
  onBeat(listener: () => void): void
  readonly connections: number
  close(code: number, reason: string): void
}

/** Who listens to what, on this node. It carries any topic and knows none. */
export function createHub(): Hub {
  const readers = new Map<Topic, Set<Connection>>()
  const joined = new Map<Connection, Set<Topic>>()
  const beatListeners: (() => void)[] = []
  const beat = prepare('beat', {})
  const timer = setInterval(() => {
    for (const connection of joined.keys()) connection.send(beat)
    for (const listener of beatListeners) listener()
  }, beatEvery)
  timer.unref()

  const leave = (topic: Topic, connection: Connection) => {
    const set = readers.get(topic)
    set?.delete(connection)
    if (set?.size === 0) readers.delete(topic)
    joined.get(connection)?.delete(topic)
  }
  return {
    join(topic, connection) {
      const set = readers.get(topic) ?? new Set()
      readers.set(topic, set.add(connection))
      const topics = joined.get(connection) ?? new Set()
      joined.set(connection, topics.add(topic))
    },
    leave,
    forget(connection) {
      for (const topic of joined.get(connection) ?? []) leave(topic, connection)
      joined.delete(connection)
    },
    publish(topics, type, data) {
      const frame = prepare(type, data)
      const sent = new Set<Connection>()
      for (const topic of topics)
        for (const connection of readers.get(topic) ?? [])
          if (!sent.has(connection)) {
            sent.add(connection)
            connection.send(frame)
          }
    },
    hasReaders: (topics) => topics.some((topic) => readers.has(topic)),
    onBeat: (listener) => void beatListeners.push(listener),
    get connections() {
      return joined.size
    },
    close(code, reason) {
      clearInterval(timer)
      for (const connection of joined.keys()) connection.close(code, reason)
    },
  }
}
