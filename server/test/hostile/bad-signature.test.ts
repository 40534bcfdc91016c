import { refuses } from './refusal.ts'

refuses('one flipped bit in the signature is enough', {
  fault: 'bad-signature',
  code: 'sign_in.token_rejected',
  cause: /signature/,
})
