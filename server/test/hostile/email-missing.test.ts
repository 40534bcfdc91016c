import { refuses } from './refusal.ts'

refuses('a person without e-mail address is refused', {
  fault: 'missing-email',
  code: 'sign_in.email_format_not_allowed',
})
