import { refuses } from './refusal.ts'

refuses('a denial by policy is told as one', {
  fault: 'callback-error-access-denied-policy',
  code: 'sign_in.denied_by_okta',
})
