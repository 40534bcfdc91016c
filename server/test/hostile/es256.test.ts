import { refuses } from './refusal.ts'

refuses('another algorithm than RS256 is refused, even with a published key', {
  fault: 'alg-es256',
  code: 'sign_in.token_rejected',
  cause: /alg/,
})
