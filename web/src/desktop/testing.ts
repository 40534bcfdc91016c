import type { Conversation, Message, SessionView } from '@koopid/contract'

/** Examples for tests. */
export const conversation = (part: Partial<Conversation> = {}): Conversation => ({
  id: 'c1',
  status: 'assigned',
  team: { id: 't1', name: 'Support' },
  channel: { id: 'ch1', name: 'Shop', kind: 'web' },
  customer: { id: 'cu1', name: 'Kim Park', email: 'kim@example.com' },
  assignee: { id: 'p', name: 'Ann Lee' },
  seq: 1,
  last: { kind: 'customer', text: 'Hello', at: '2026-01-01T09:00:00Z' },
  waitingSince: '2026-01-01T09:00:00Z',
  requeued: 0,
  unread: 0,
  readByCustomer: 0,
  readByAgent: 0,
  tags: [],
  createdAt: '2026-01-01T09:00:00Z',
  assignedAt: '2026-01-01T09:00:00Z',
  closedAt: null,
  ...part,
})

export const message = (part: Partial<Message> = {}): Message => ({
  id: `m${part.seq ?? 1}`,
  conversationId: 'c1',
  seq: 1,
  kind: 'customer',
  author: null,
  body: 'Hello',
  event: null,
  mentions: [],
  at: '2026-01-01T09:00:00Z',
  clientId: null,
  ...part,
})

export const session = (part: Partial<SessionView> = {}): SessionView => ({
  user: {
    id: 'p',
    email: 'ann@acme.com',
    name: 'Ann Lee',
    role: 'none',
    agent: true,
    source: 'okta',
    phone: null,
    picture: null,
  },
  provider: { id: 719, name: 'Acme', plan: 'business', subdomain: 'app', logo: null },
  launch: { alertSound: true, alertSoundOff: false },
  preferences: { alertSound: null },
  expiresAt: '2030-01-01T00:00:00Z',
  ...part,
})

const page = { conversations: [], total: 0, next: null }

/** A desk on which nothing happens. */
export const deskRoutes: Record<string, unknown> = {
  'GET /api/v1/conversations?list=mine': page,
  'GET /api/v1/conversations?list=queue': page,
  'GET /api/v1/conversations?list=mentions': page,
  'GET /api/v1/conversations?list=history': page,
  'GET /api/v1/desk-settings': { disconnectGrace: 60, idle: 600, alertSound: false },
  'GET /api/v1/agents': { agents: [], teams: [] },
  'GET /api/v1/agent/open': { conversations: [] },
  'GET /api/v1/canned-replies': { replies: [] },
  'GET /api/v1/tags': { tags: [] },
}

/** Connects, says what the test lets it say, and remembers what it was sent. */
export class QuietSocket {
  static readonly OPEN = 1
  static last: QuietSocket
  readonly readyState = 1
  readonly sent: Array<{ type: string; data: unknown }> = []
  #seq = 0
  onopen: (() => void) | undefined
  onmessage: ((event: { data: string }) => void) | undefined
  onclose: ((event: { code: number }) => void) | undefined
  constructor() {
    QuietSocket.last = this
  }
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {}
  says(type: string, data: unknown = {}) {
    this.#seq += 1
    this.onmessage?.({ data: JSON.stringify({ v: 1, type, seq: this.#seq, ts: '', data }) })
  }
  opens() {
    this.onopen?.()
    this.says('hello', { beatEvery: 25_000 })
  }
}
