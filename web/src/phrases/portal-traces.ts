import type { Responsible, SignInStep, TraceOutcome } from '@koopid/contract'

export const outcomeNames: Record<TraceOutcome, string> = {
  signed_in: 'Signed in',
  refused: 'Refused',
  test_passed: 'Test passed',
  test_refused: 'Test refused',
}

export const stepNames: Record<SignInStep, string> = {
  initiate: 'Start',
  authorize: 'Sent to Okta',
  callback: 'Back from Okta',
  verify: 'Identity verified',
  provision: 'Account found or created',
  session: 'Session started',
  landing: 'Landed',
}

export const responsibleNames: Record<Responsible, string> = {
  agent: 'The agent',
  okta_administrator: 'Your Okta administrator',
  provider_administrator: 'An administrator of this provider',
  operator: 'The operator of this service',
}

export const traces = {
  title: 'Sign-in traces',
  lead: 'Every sign-in, step by step. Search for the incident id an agent gives you.',
  outcome: 'Outcome',
  all: 'All outcomes',
  search: 'Incident id or person',
  code: (code: string) => `Only ${code}`,
  clearCode: 'Remove this filter',
  refresh: 'Refresh',
  allPassed: 'All steps passed',
  unknownPerson: 'Not known',
  empty: { title: 'No sign-ins yet', text: 'The first click on the Koopid AI tile in Okta appears here.' },
  nothing: {
    title: 'No trace matches',
    text: 'Check the incident id, or show all outcomes.',
    clear: 'Clear filters',
  },
  back: 'Back to sign-in traces',
  one: 'Sign-in trace',
  cause: 'Cause',
  remedy: 'What to do',
  responsible: 'Who has to act',
  code1: 'Code',
  sameCode: 'Show all with this code',
  steps: 'Steps',
  stepOutcome: { passed: 'Passed', refused: 'Refused', not_reached: 'Not reached' },
  claims: 'Claims from Okta',
  received: 'What was received',
  receivedHint: 'Secrets and tokens are replaced by their length.',
  notes: 'Notes',
  client: 'Browser',
  address: 'Address',
  userAgent: 'User agent',
  none: 'Nothing',
}
