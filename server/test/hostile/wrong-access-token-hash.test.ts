import { refuses } from './refusal.ts'

refuses('an at_hash of another access token is refused', {
  fault: 'wrong-at-hash',
  code: 'sign_in.token_rejected',
  cause: /at_hash/,
})
