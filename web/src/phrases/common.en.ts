import type { Plan, Role } from '@koopid/contract'

export const common = {
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  dismiss: 'Dismiss',
  copy: 'Copy',
  copied: 'Copied',
  incident: 'Incident id',
  loading: 'Loading…',
  toSignIn: 'Taking you to the sign-in page…',
  skipToContent: 'Skip to content',
  never: 'Never',
  justNow: 'just now',
  nothing: 'Nothing',
  unreachable: {
    title: 'No connection',
    detail: 'The portal could not be reached.',
    remedy: 'Check your network, then try again.',
  },
  unexpected: {
    title: 'Something went wrong',
    detail: 'The portal gave an answer this page does not understand.',
    remedy: 'Reload the page; if it stays, tell your operator.',
  },
  notFound: {
    title: 'Page not found',
    text: 'There is nothing at this address.',
    action: 'Go to the start page',
  },
  colorScheme: { label: 'Colour scheme', auto: 'System', light: 'Light', dark: 'Dark' },
  signOut: {
    action: 'Sign out',
    title: 'Sign out?',
    text: 'You are signed out here and in Okta for this browser. Nothing is lost.',
    agentText: 'You are set to away and signed out here and in Okta for this browser.',
    stay: 'Stay signed in',
  },
  providerId: (id: number | string) => `Provider ID ${id}`,
}

export const roleNames: Record<Role, string> = {
  administrator: 'Administrator',
  manager: 'Manager',
  supervisor: 'Supervisor',
  designer: 'Designer',
  none: 'Agent only',
}

export const planNames: Record<Plan, string> = {
  starter: 'Starter',
  business: 'Business',
  enterprise: 'Enterprise',
}
