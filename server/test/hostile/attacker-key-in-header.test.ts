import { refuses } from './refusal.ts'

refuses('jku, x5u and jwk in the header are ignored', {
  fault: 'jku-header',
  code: 'sign_in.token_rejected',
  cause: /kid|signature/,
})
