import { refuses } from './refusal.ts'

refuses('an ID token for nobody is refused', {
  fault: 'missing-audience',
  code: 'sign_in.token_rejected',
  cause: /aud/,
})
