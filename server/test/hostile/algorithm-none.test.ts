import { refuses } from './refusal.ts'

refuses('an unsigned ID token is refused', {
  fault: 'alg-none',
  code: 'sign_in.token_rejected',
  cause: /alg/,
})
