import { refuses } from './refusal.ts'

refuses('an error with status 200 is an error', { fault: 'token-200-error', code: 'sign_in.token_rejected' })
