import { duration } from './portal-desk.ts'

export const teams = {
  title: 'Teams',
  lead: 'Who answers whom, and how conversations reach them.',
  add: 'Add team',
  columns: {
    name: 'Team',
    members: 'Members',
    routing: 'Routing',
    limit: 'At most',
    unanswered: 'Unanswered',
    channels: 'Channels',
    waiting: 'Waiting',
  },
  everyone: 'Every agent',
  members: (count: number) => (count === 1 ? '1 agent' : `${count} agents`),
  routing: { auto: 'Automatic', manual: 'Manual' },
  limit: (count: number) => (count === 1 ? '1 conversation' : `${count} conversations`),
  unanswered: (seconds: number) => `after ${duration(seconds)}`,
  empty: {
    title: 'No team yet',
    text: 'A team answers the conversations of its channels. Add the first one.',
  },
  edit: (name: string) => `Edit ${name}`,
  remove: {
    title: (name: string) => `Delete ${name}?`,
    text: 'Its members stay agents. A team that channels or open conversations belong to cannot be deleted.',
  },
  form: {
    newTitle: 'New team',
    name: 'Name',
    everyone: 'Every agent is a member',
    everyoneHint: 'Also those who come later.',
    members: 'Members',
    membersHint: 'Only people with agent login.',
    nobodyFound: 'No agent of this name.',
    routing: 'Routing',
    routings: {
      auto: 'Automatic: to the least busy',
      manual: 'Manual: agents take the next one',
    },
    limit: 'Conversations that one agent holds at most',
    unanswered: 'Seconds until an unanswered conversation goes to the next agent',
    create: 'Create team',
    save: 'Save team',
    wrong: {
      name: 'Enter a name of at most 60 characters.',
      limit: 'Enter a whole number from 1 to 50.',
      unanswered: 'Enter whole seconds, from 5 to 3600.',
    },
  },
  done: {
    created: (name: string) => `${name} is created`,
    saved: (name: string) => `${name} is saved`,
    deleted: (name: string) => `${name} is deleted`,
  },
}

export const deskSettings = {
  title: 'Desk settings',
  lead: 'They hold for every team.',
  disconnectGrace: 'Seconds until a lost desktop counts as gone',
  disconnectGraceHint:
    'Then the agent’s conversations go back to the queue. A short break in the network is no loss.',
  idle: 'Minutes without a key or pointer until an agent is away',
  alertSound: 'Alert sound is on for agents who have chosen nothing',
  alertSoundHint: (provider: number) =>
    `The Okta tile may say otherwise, with ${provider}&alertsound=true or =false, and agents may choose for themselves.`,
  save: 'Save settings',
  saved: 'Desk settings are saved',
  wrong: {
    disconnectGrace: 'Enter whole seconds, from 1 to 600.',
    idle: 'Enter whole minutes, from 1 to 240.',
  },
}
