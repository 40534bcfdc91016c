import { refuses } from './refusal.ts'

refuses('an issuer with a slash at its end is another issuer', {
  fault: 'issuer-trailing-slash',
  code: 'sign_in.token_rejected',
  cause: /iss/,
})
