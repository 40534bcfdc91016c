import { refuses } from './refusal.ts'

refuses('an ID token without the nonce we sent is refused', {
  fault: 'missing-nonce',
  code: 'sign_in.token_rejected',
  cause: /nonce/,
})
