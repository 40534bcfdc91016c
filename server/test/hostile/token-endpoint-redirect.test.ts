import { refuses } from './refusal.ts'

refuses('a token request follows no redirect', {
  fault: 'token-redirect',
  code: 'sign_in.okta_unreachable',
  // The redirect itself is the failure, not the place it leads to.
  cause: /unexpected HTTP/,
})
