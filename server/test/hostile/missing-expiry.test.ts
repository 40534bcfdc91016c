import { refuses } from './refusal.ts'

refuses('an ID token without expiry is refused', {
  fault: 'missing-expiry',
  code: 'sign_in.token_rejected',
  cause: /exp/,
})
