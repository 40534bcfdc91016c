import { refuses } from './refusal.ts'

refuses('an authorization response of another issuer is refused', {
  fault: 'rfc9207-iss-wrong',
  code: 'sign_in.token_rejected',
  cause: /iss/,
})
