import { refuses } from './refusal.ts'

refuses('a person without username is refused', {
  fault: 'missing-preferred-username',
  code: 'sign_in.username_not_email',
})
