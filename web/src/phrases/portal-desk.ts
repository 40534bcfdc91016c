import type { AgentView, Conversation } from '@koopid/contract'

/** `12 s`, `3 min 5 s`, `1 h 2 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return whole % 60 ? `${minutes} min ${whole % 60} s` : `${minutes} min`
  const rest = minutes % 60
  return rest ? `${Math.floor(minutes / 60)} h ${rest} min` : `${Math.floor(minutes / 60)} h`
}

export const shared = {
  actionsFor: (name: string) => `Actions for ${name}`,
  actions: 'Actions',
  save: 'Save',
  edit: 'Edit',
  delete: 'Delete',
  live: 'Live',
  reconnecting: 'No live connection: what you see may be old. Trying again…',
}

export const statusboard = {
  title: 'Statusboard',
  lead: 'Who waits, who talks and who could, as it happens.',
  queue: {
    title: 'Hold queue',
    lead: 'Longest wait first.',
    count: (count: number) => (count === 1 ? '1 waits' : `${count} wait`),
    empty: 'Nobody waits.',
  },
  live: {
    title: 'Live',
    lead: 'Conversations with an agent.',
    count: (count: number) => (count === 1 ? '1 conversation' : `${count} conversations`),
    empty: 'No conversation is with an agent.',
  },
  agents: {
    title: 'Agents',
    lead: 'Whoever may use the agent desktop.',
    count: (available: number, all: number) => `${available} of ${all} available`,
    empty: 'Nobody may use the agent desktop yet. Allow agent login on the Users page.',
  },
  columns: {
    customer: 'Customer',
    channel: 'Channel and team',
    waits: 'Waits',
    agent: 'Agent',
    with: 'With agent',
    answer: 'Answer',
    status: 'Status',
    load: 'Holds',
    alert: 'Alert sound',
  },
  from: ({ channel, team }: Pick<Conversation, 'channel' | 'team'>) => `${channel.name}, ${team.name}`,
  requeued: (times: number) => (times === 1 ? 'Back in the queue' : `Back in the queue, ${times} times`),
  answered: 'Answered',
  states: {
    available: 'Available',
    idle: 'Idle',
    away: 'Away',
    offline: 'Not connected',
  },
  reasons: {
    signed_in: 'since signing in',
    chosen: 'by choice',
    idle: 'was idle',
    forced: 'set by somebody else',
    unanswered: 'left a customer unanswered',
    disconnected: 'connection lost',
  } satisfies Record<AgentView['reason'], string>,
  setBy: (name: string) => `set by ${name}`,
  load: (load: number, limit: number) => `${load} of ${limit}`,
  alerts: {
    on: 'On',
    muted: 'Muted',
    blocked: 'Cannot hear alerts',
    unsupported: 'Cannot hear alerts',
  } satisfies Record<NonNullable<AgentView['alert']>, string>,
  assign: 'Assign to…',
  takeOver: 'Take over',
  take: 'Take',
  assignTo: {
    title: (customer: string) => `Who answers ${customer}?`,
    agent: 'Agent',
    choose: 'Choose an agent',
    option: (name: string, load: number, limit: number) => `${name} (holds ${load} of ${limit})`,
    nobody: 'No other agent is available with room for one more. Ask somebody to go available first.',
    confirm: 'Assign',
    missing: 'Choose an agent.',
  },
  away: {
    action: 'Set to away…',
    title: (name: string) => `Set ${name} to away?`,
    text: 'They get no new conversation until they go available again. Your name is shown to them.',
    requeue: 'Put their conversations back in the queue',
    requeueHint: 'The customers keep their place and are told that somebody else is being found.',
    confirm: 'Set to away',
  },
  signOut: {
    action: 'Sign out…',
    title: (name: string) => `Sign ${name} out?`,
    text: 'All their sessions end at once, here and on every other device. Their conversations go back to the queue now.',
    confirm: 'Sign out',
  },
  done: {
    assigned: (agent: string) => `${agent} has the conversation`,
    away: (name: string) => `${name} is away`,
    signedOut: (name: string) => `${name} is signed out`,
  },
}
