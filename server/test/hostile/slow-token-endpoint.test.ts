import { refuses } from './refusal.ts'

refuses('a token endpoint gets five seconds in all', {
  fault: 'token-slow',
  code: 'sign_in.okta_unreachable',
})

refuses('a token endpoint that drips byte by byte gets no more', {
  fault: 'token-drip',
  code: 'sign_in.okta_unreachable',
})
