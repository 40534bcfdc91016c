import { refuses } from './refusal.ts'

refuses('Okta’s own error shape is understood', {
  fault: 'token-okta-error-shape',
  code: 'sign_in.client_rejected',
  cause: /client_id/,
})
