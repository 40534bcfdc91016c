import { refuses } from './refusal.ts'

refuses('an ID token of another issuer is refused', {
  fault: 'wrong-issuer',
  code: 'sign_in.token_rejected',
  cause: /iss/,
})
