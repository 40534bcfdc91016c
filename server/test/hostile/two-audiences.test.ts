import { refuses } from './refusal.ts'

refuses('an ID token that is for somebody else too is refused', {
  fault: 'two-audiences',
  code: 'sign_in.token_rejected',
  cause: /a(ud|zp)/,
})
