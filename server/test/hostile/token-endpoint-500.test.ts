import { refuses } from './refusal.ts'

refuses('a broken token endpoint is told apart from a wrong code', {
  fault: 'token-500',
  code: 'sign_in.okta_unreachable',
})
