import { refuses } from './refusal.ts'

refuses('the ID token of another attempt is refused', {
  fault: 'wrong-nonce',
  code: 'sign_in.token_rejected',
  cause: /nonce/,
})
