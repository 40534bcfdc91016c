import { refuses } from './refusal.ts'

refuses('an ID token from the future is refused', {
  fault: 'issued-in-future',
  code: 'sign_in.token_rejected',
  cause: /iat/,
})
