import { refuses } from './refusal.ts'

refuses('a person without any name is refused', {
  fault: 'missing-name',
  code: 'sign_in.display_name_missing',
})
