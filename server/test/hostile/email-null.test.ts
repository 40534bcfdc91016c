import { refuses } from './refusal.ts'

refuses('an e-mail address of null is none', {
  fault: 'email-null',
  code: 'sign_in.email_format_not_allowed',
})
