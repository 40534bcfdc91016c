import { refuses } from './refusal.ts'

refuses('a symmetric key among the published ones signs nothing', {
  fault: 'jwks-oct-key',
  code: 'sign_in.token_rejected',
  cause: /alg|kid/,
})
