import { refuses } from './refusal.ts'

refuses('a web page is not a token answer', { fault: 'token-not-json', code: 'sign_in.okta_unreachable' })
