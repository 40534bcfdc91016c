import { refuses } from './refusal.ts'

refuses('an ID token that lives for ever is refused', {
  fault: 'expires-never-huge',
  code: 'sign_in.token_rejected',
  cause: /exp/,
})
