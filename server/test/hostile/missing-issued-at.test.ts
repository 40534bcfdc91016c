import { refuses } from './refusal.ts'

refuses('an ID token without time of issue is refused', {
  fault: 'missing-issued-at',
  code: 'sign_in.token_rejected',
  cause: /iat/,
})
