import { randomUUID } from 'node:crypto'
import type { ProviderStore } from '../store/provider-store.ts'
import { insertEvent } from './audit.store.ts'

export type AuditEvent = {
  /** `noun.verb` in the past tense, such as `session.started`. */
  kind: string
  /** Who did it: a person id, or `okta`, `operator`, `system`. */
  actor: string
  /** Whom or what it concerns. */
  subject?: string
  facts?: Readonly<Record<string, string | number | boolean | null>>
}

/** Appends one event. Call it inside the transaction that makes it true: neither exists without the other. */
export async function recordEvent(store: ProviderStore, at: number, event: AuditEvent): Promise<void> {
  await insertEvent(store, {
    id: idAt(at),
    at,
    kind: event.kind,
    actor: event.actor,
    subject: event.subject ?? null,
    facts: JSON.stringify(event.facts ?? {}),
  })
}

let recorded = 0

/** Rises with time, and within this process with the order of recording: events of one instant keep theirs. */
function idAt(at: number): string {
  recorded = (recorded + 1) % 36 ** 4
  return `${at.toString(36).padStart(9, '0')}-${recorded.toString(36).padStart(4, '0')}-${randomUUID()}`
}
