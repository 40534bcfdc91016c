import { refuses } from './refusal.ts'

refuses('a key that the issuer does not publish is refused', {
  fault: 'unknown-kid',
  code: 'sign_in.token_rejected',
  cause: /kid/,
})
