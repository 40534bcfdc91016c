import { common } from './common.ts'

export const portal = {
  title: 'Provider portal',
  side: 'Provider portal',
  menu: 'Sections',
  groups: { desk: 'Desk', setup: 'Setup', access: 'Access' },
  nav: {
    dashboard: 'Dashboard',
    statusboard: 'Statusboard',
    extract: 'Extract',
    profile: 'Profile',
    teams: 'Teams',
    channels: 'Channels',
    replies: 'Canned replies and tags',
    sso: 'Single sign-on',
    users: 'Users',
    traces: 'Sign-in traces',
    audit: 'Audit log',
  },
  account: {
    label: 'Account and provider',
    expand: 'Show provider details',
    providerId: 'Provider ID',
    provider: 'Provider',
    plan: 'Plan',
    subdomain: 'Subdomain',
    role: 'Your role',
    desktop: 'Agent desktop',
  },
  notStaff: {
    title: 'The provider portal is not part of your role',
    text: 'You are signed in, but your role has no access to the provider portal. An administrator of your provider can change your role.',
    desktop: 'Open the agent desktop',
  },
  notAllowed: {
    title: 'Not allowed',
    text: 'Your role does not include this page. Ask an administrator of your provider.',
  },
  loadMore: 'Load more',
  search: 'Search',
  undo: 'Undo',
  signOutText: common.signOut.text,
}
