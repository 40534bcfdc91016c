import type { AuditFact, AuditGroup } from '@koopid/contract'

export const groupNames: Record<AuditGroup, string> = {
  sessions: 'Sign-ins and sessions',
  people: 'Users',
  agents: 'Agent status',
  connection: 'Single sign-on',
  desk: 'Desk setup',
  company: 'Profile and logo',
  extracts: 'Extracts',
}

/** `canned_reply.created` → `Canned reply created`, `disconnectGrace` → `Disconnect grace`. */
export function inWords(name: string): string {
  const words = name
    .replace(/[._]/g, ' ')
    .replace(/[a-z][A-Z]/g, (pair) => `${pair[0]} ${pair[1]!.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function factValue(value: AuditFact['value']): string {
  if (value === null || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

export const audit = {
  title: 'Audit log',
  lead: 'Who did what, and when. Nothing here can be changed or deleted.',
  refresh: 'Refresh',
  search: 'Person or id',
  group: 'What',
  all: 'Everything',
  columns: { event: 'Event', actor: 'By', subject: 'Concerns', facts: 'Details', at: 'When' },
  /** Who acts without being a person of this provider. */
  actors: {
    okta: 'Okta',
    operator: 'The operator',
    system: 'Koopid AI',
  } as Readonly<Record<string, string>>,
  none: '–',
  empty: { title: 'Nothing has happened yet', text: 'Sign-ins and changes appear here.' },
  nothing: {
    title: 'No event matches',
    text: 'Try another name, or show everything.',
    clear: 'Clear filters',
  },
}
