import type { SessionEnd } from '../api/session-end.ts'

export const signIn = {
  title: 'Sign in',
  lead: 'Agents sign in with Okta. Enter your work e\u2011mail and we find your provider.',
  field: 'E-mail address or Provider ID',
  placeholder: 'you@company.com or 718',
  empty: 'Enter your e-mail address or your Provider ID.',
  next: 'Continue',
  nothing: {
    title: 'No provider found for this address',
    text: 'Enter your Provider ID instead. Your administrator knows it, and it is shown in the top left corner of the provider portal.',
  },
  nothingForId: {
    title: 'No provider with this Provider ID',
    text: 'Check the number, or enter your e-mail address instead.',
  },
  choose: 'Choose your provider',
  continueWithOkta: 'Continue with Okta',
  continueTo: (name: string) => `Continue to ${name} with Okta`,
  another: 'Another provider',
  noOkta: (name: string) =>
    `Okta single sign-on is not set up for ${name} yet. Administrators sign in with a password.`,
  withPassword: 'Sign in with a password',
  passwordHint: 'For local administrators. Okta accounts have no password here.',
  email: 'E-mail address',
  password: 'Password',
  submitPassword: 'Sign in',
  hidePassword: 'Use Okta instead',
  showPasswordLabel: 'Show or hide the password',
  signedOut: { title: 'You are signed out', text: 'See you soon. You can close this page or sign in again.' },
  ended: {
    title: 'Your session has ended',
    because: {
      // A supervisor's click on the statusboard reads the same on the wire.
      signed_out: 'You were signed out in another tab. Sign in again to go on.',
      ended_by_administrator: 'An administrator signed you out. Sign in again to go on.',
      ended_elsewhere: 'You ended it from another browser or device. Sign in again to go on.',
      password_changed: 'Your password was changed. Sign in with the new one.',
      replaced: 'You signed in again in another tab. Go on there, or sign in here.',
      too_many: 'You are signed in at too many places, and this was the oldest. Sign in again to go on.',
      expired: 'It expired. Sign in again to go on.',
      deprovisioned: 'Your account was deactivated. Ask your provider administrator to reactivate it.',
      connection_deactivated:
        'Sign-in with Okta was switched off or changed for your provider. Ask your provider administrator.',
      idp_revoked: 'Okta ended it. Sign in with Okta again to go on.',
      ended: 'It expired, or it was ended by an administrator or by Okta. Sign in again to go on.',
    } satisfies Record<SessionEnd, string>,
  },
  tileHint: 'Or open Koopid AI from your Okta dashboard.',
}
