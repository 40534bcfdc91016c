import { refuses } from './refusal.ts'

refuses('an issuer that is promised and absent is refused', {
  fault: 'rfc9207-iss-missing',
  code: 'sign_in.token_rejected',
  cause: /iss/,
})
