import { refuses } from './refusal.ts'

refuses('user info about another subject is refused', {
  fault: 'userinfo-other-subject',
  code: 'sign_in.token_rejected',
  cause: /sub/,
})
