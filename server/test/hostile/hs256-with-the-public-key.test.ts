import { refuses } from './refusal.ts'

refuses('a token signed with the public key as password is refused', {
  fault: 'alg-hs256-public-key',
  code: 'sign_in.token_rejected',
  cause: /alg/,
})
