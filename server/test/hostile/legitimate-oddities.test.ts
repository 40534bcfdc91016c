import { accepts } from './refusal.ts'

accepts('a list with our client id alone is our audience', { fault: 'audience-array' })

accepts('a fat ID token is fine', { fault: 'fat' })

accepts('email_verified is not asked: Okta leaves it false for good people', {
  fault: 'email-verified-false',
})

accepts('the token type is compared without case', { fault: 'token-type-case' })

accepts('keys without alg are RS256 keys', { fault: 'jwks-no-alg' })

accepts('a key rotated just before signing is fetched once, and the sign-in succeeds', {
  fault: 'rotate-before-signing',
  warm: true,
})

accepts('an issuer in the authorization response is compared where it is promised', { fault: 'rfc9207-iss' })
