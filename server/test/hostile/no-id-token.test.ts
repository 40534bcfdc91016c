import { refuses } from './refusal.ts'

refuses('an answer without ID token is refused', {
  fault: 'token-no-id-token',
  code: 'sign_in.token_rejected',
})
