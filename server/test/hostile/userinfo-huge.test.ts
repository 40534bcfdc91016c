import { refuses } from './refusal.ts'

refuses('user info is read up to 1 MB', { fault: 'userinfo-huge', code: 'sign_in.okta_unreachable' })
