import { type EventRow, listEventsBetween, type Place, readFacts } from '../../audit/audit-log.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import { tagNames } from '../conversations/conversations.store.ts'
import { byteOrderMark, type Cell, csvLine } from './csv.ts'
import {
  type ConversationRow,
  type Counts,
  countMessages,
  selectConversationsBetween,
} from './extract.store.ts'
import type { Range } from './range.ts'

export type { Place }

/** Rows that are in memory at a time. */
const pageSize = 250

type Page = { lines: Cell[][]; next: Place | undefined }

export type CsvFile = {
  name: 'conversations' | 'audit'
  columns: readonly string[]
  /** The lines after a place; `next` is where the page after them begins. */
  page(store: ProviderStore, range: Range, after: Place | undefined): Promise<Page>
}

/** Conversations that began in the range, oldest first. */
export const conversationsFile: CsvFile = {
  name: 'conversations',
  columns: [
    ...[
      'id',
      'channel',
      'team',
      'customer_name',
      'customer_email',
      'status',
      'created_at',
      'first_answer_at',
    ],
    ...['wait_seconds', 'closed_at', 'assignee', 'requeued', 'customer_messages', 'agent_messages', 'tags'],
    'time_zone',
  ],
  async page(store, range, after) {
    const rows = await selectConversationsBetween(store, range, after, pageSize + 1)
    const { page, next } = cut(rows, ({ created_at, id }) => ({ at: created_at, id }))
    const ids = page.map(({ id }) => id)
    const [counts, tags] = [await countMessages(store, ids), await tagNames(store, ids)]
    const lines = page.map((row) => conversationLine(row, range, counts.get(row.id)!, tags.get(row.id) ?? []))
    return { lines, next }
  },
}

function conversationLine(
  row: ConversationRow,
  { local, zone }: Range,
  counts: Counts,
  tags: readonly string[],
): Cell[] {
  const time = (at: number | null) => (at === null ? null : local(at))
  const wait = row.first_answer_at === null ? null : row.first_answer_at - row.created_at
  return [
    row.id,
    row.channel ?? row.channel_id,
    row.team ?? row.team_id,
    row.customer,
    row.email,
    row.status,
    time(row.created_at),
    time(row.first_answer_at),
    wait === null ? null : Math.max(0, Math.round(wait / 1000)),
    time(row.closed_at),
    row.assignee ?? row.assignee_id,
    row.requeued,
    counts.customer,
    counts.agent,
    tags.join('; '),
    zone,
  ]
}

/** What the audit log holds of the range, oldest first. */
export const auditFile: CsvFile = {
  name: 'audit',
  columns: ['at', 'kind', 'actor', 'actor_id', 'subject', 'subject_id', 'facts', 'time_zone'],
  async page(store, range, after) {
    const rows = await listEventsBetween(store, range, after, pageSize + 1)
    const { page, next } = cut(rows, ({ at, id }) => ({ at, id }))
    return { lines: page.map((row) => eventLine(row, range)), next }
  },
}

const eventLine = (row: EventRow, { local, zone }: Range): Cell[] => [
  local(row.at),
  row.kind,
  row.actor_name ?? row.actor,
  row.actor,
  row.subject_name ?? row.subject,
  row.subject,
  readFacts(row.facts)
    .map(({ name, value }) => `${name}=${value ?? ''}`)
    .join('; '),
  zone,
]

function cut<Row>(rows: Row[], placeOf: (row: Row) => Place): { page: Row[]; next: Place | undefined } {
  const page = rows.slice(0, pageSize)
  return { page, next: rows.length > pageSize ? placeOf(page.at(-1)!) : undefined }
}

/** A file's text, a page at a time: the next one is read when the last one has been taken. */
export async function* textOf(
  file: CsvFile,
  readPage: (after: Place | undefined) => Promise<Page>,
): AsyncGenerator<string, void> {
  let head = byteOrderMark + csvLine(file.columns)
  let after: Place | undefined
  do {
    const { lines, next } = await readPage(after)
    yield head + lines.map(csvLine).join('')
    head = ''
    after = next
  } while (after)
}
