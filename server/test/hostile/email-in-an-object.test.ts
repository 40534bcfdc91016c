import { refuses } from './refusal.ts'

refuses('an e-mail address in an object is none', {
  fault: 'email-object',
  code: 'sign_in.email_format_not_allowed',
})
