import type { AgentStatus } from '@koopid/contract'

export const statusNames: Record<AgentStatus, string> = { away: 'Away', available: 'Available' }

export const desktop = {
  title: 'Agent desktop',
  status: {
    label: (name: string) => `Status: ${name}`,
    menu: 'Your status',
    goAvailable: 'Go available',
    availableHint: 'New conversations can reach you',
    awayHint: 'No new conversations are routed to you',
    announce: (name: string) => `Your status is ${name}.`,
  },
  sound: {
    on: 'On',
    muted: 'Muted',
    blocked: 'Blocked – click to enable',
    short: { on: 'On', muted: 'Muted', blocked: 'Blocked', checking: '…', unsupported: 'None' },
    checking: 'Checking…',
    unsupported: 'Not supported',
    label: (state: string) => `Alert sound: ${state}`,
    test: 'Play test sound',
    mute: 'Mute',
    unmute: 'Unmute',
    unsupportedHint: 'This browser cannot play alert sounds.',
  },
  list: {
    label: 'Conversations',
    mine: 'Mine',
    queue: 'Queue',
    mineEmpty: 'No conversations yet',
    mineEmptyText: 'Conversations assigned to you appear here once a channel is connected.',
    queueEmpty: 'The queue is empty',
    queueEmptyText: 'Customers waiting for an agent appear here once a channel is connected.',
    awayEmpty: 'You are away',
    awayEmptyText: 'No conversations are routed to you while you are away. Go available when you are ready.',
  },
  thread: {
    label: 'Conversation',
    title: 'No conversation selected',
    text: 'Pick one from the list and it opens here.',
    shortcuts: 'Press ? for keyboard shortcuts',
  },
  person: {
    menu: 'Your account',
    shortcuts: 'Keyboard shortcuts',
    portal: 'Provider portal',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    between: 'then',
    help: 'Show this list',
    toggleStatus: 'Switch between available and away',
    toggleSound: 'Mute or unmute the alert sound',
    enabled: 'Use single-key shortcuts',
    enabledHint: 'Never while you type in a field.',
  },
  notAgent: {
    title: 'Agent login is not allowed for your account',
    text: 'You are signed in, but your account may not use the agent desktop. An administrator can allow agent login on the Users page of the provider portal.',
    portal: 'Open the provider portal',
  },
}
