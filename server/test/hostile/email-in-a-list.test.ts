import { refuses } from './refusal.ts'

refuses('an e-mail address in a list is none', {
  fault: 'email-array',
  code: 'sign_in.email_format_not_allowed',
})
