import type { SystemEvent } from '@koopid/contract'
import { desktop } from '../../phrases/desktop.ts'

const words = desktop.system

/** What happened, as a sentence in the reader's language. */
export function systemWords(event: SystemEvent): string {
  const { reason, note } = event
  const told = reason !== null && event.type === 'requeued' && words.because(reason)
  return [happened(event), told, note && words.note(note)].filter(Boolean).join(' ')
}

function happened({ type, by, to, reason }: SystemEvent): string {
  const who = by ?? words.somebody
  switch (type) {
    case 'queued':
      return words.queued
    case 'assigned':
      return reason === 'taken' && (by ?? to)
        ? words.taken(by ?? to ?? '')
        : words.assigned(to ?? words.somebody)
    case 'requeued':
      return words.requeued
    case 'transferred':
      return words.transferred(who, to ?? words.somebody)
    case 'closed':
      return by ? words.closed(by) : words.closedPlain
    case 'reopened':
      return by ? words.reopened(by) : words.reopenedPlain
  }
}
