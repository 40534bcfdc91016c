import { refuses } from './refusal.ts'

refuses('user info without subject is refused', {
  fault: 'userinfo-missing-subject',
  code: 'sign_in.token_rejected',
  cause: /sub/,
})
