import { refuses } from './refusal.ts'

refuses('an ID token about nobody is refused', {
  fault: 'missing-subject',
  code: 'sign_in.token_rejected',
  cause: /sub/,
})
