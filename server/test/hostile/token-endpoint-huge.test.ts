import { refuses } from './refusal.ts'

refuses('a token answer is read up to 1 MB', { fault: 'token-huge', code: 'sign_in.okta_unreachable' })
