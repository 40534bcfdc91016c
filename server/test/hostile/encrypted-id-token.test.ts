import { refuses } from './refusal.ts'

refuses('an encrypted ID token is refused in words', {
  fault: 'encrypted-id-token',
  code: 'sign_in.token_rejected',
})
