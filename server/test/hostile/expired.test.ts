import { refuses } from './refusal.ts'

refuses('an expired ID token is refused', { fault: 'expired', code: 'sign_in.token_rejected', cause: /exp/ })
