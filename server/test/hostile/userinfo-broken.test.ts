import { refuses } from './refusal.ts'

refuses('user info that cannot be had ends the first sign-in', {
  fault: 'userinfo-500',
  code: 'sign_in.okta_unreachable',
})
