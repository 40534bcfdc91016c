import { refuses } from './refusal.ts'

refuses('an ID token that another client may present is refused', {
  fault: 'foreign-azp',
  code: 'sign_in.token_rejected',
  cause: /azp/,
})
