import { refuses } from './refusal.ts'

refuses('a nonce inside a list is not our nonce', {
  fault: 'nonce-array',
  code: 'sign_in.token_rejected',
  cause: /nonce/,
})
