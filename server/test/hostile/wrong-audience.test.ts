import { refuses } from './refusal.ts'

refuses('an ID token for another client is refused', {
  fault: 'wrong-audience',
  code: 'sign_in.token_rejected',
  cause: /aud/,
})
