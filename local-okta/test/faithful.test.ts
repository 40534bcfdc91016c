import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLIENT, decode, paramsOf, startOrg } from './harness.ts'

let org: Awaited<ReturnType<typeof startOrg>>
beforeAll(async () => {
  org = await startOrg()
})
afterAll(() => org.okta.close())

const DISCOVERY_MEMBERS = [
  ...[
    'issuer',
    'authorization_endpoint',
    'token_endpoint',
    'userinfo_endpoint',
    'registration_endpoint',
    'jwks_uri',
  ],
  ...[
    'response_types_supported',
    'response_modes_supported',
    'grant_types_supported',
    'subject_types_supported',
  ],
  ...['id_token_signing_alg_values_supported', 'id_token_encryption_alg_values_supported'],
  ...[
    'id_token_encryption_enc_values_supported',
    'scopes_supported',
    'token_endpoint_auth_methods_supported',
  ],
  ...['claims_supported', 'code_challenge_methods_supported', 'introspection_endpoint'],
  ...['introspection_endpoint_auth_methods_supported', 'revocation_endpoint'],
  ...['revocation_endpoint_auth_methods_supported', 'end_session_endpoint', 'request_parameter_supported'],
  ...['request_object_signing_alg_values_supported', 'device_authorization_endpoint'],
  ...['pushed_authorization_request_endpoint', 'backchannel_token_delivery_modes_supported'],
  ...['backchannel_authentication_request_signing_alg_values_supported', 'dpop_signing_alg_values_supported'],
  'client_id_metadata_document_supported',
]

describe('discovery', () => {
  it('has exactly the members an Okta org serves', async () => {
    const document = (await org.call('acme', '/.well-known/openid-configuration?client_id=0oaany')).json()
    expect(Object.keys(document).sort()).toEqual([...DISCOVERY_MEMBERS].sort())
    const issuer = org.okta.origin('acme')
    expect(document).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/oauth2/v1/authorize`,
      token_endpoint: `${issuer}/oauth2/v1/token`,
      userinfo_endpoint: `${issuer}/oauth2/v1/userinfo`,
      jwks_uri: `${issuer}/oauth2/v1/keys`,
      end_session_endpoint: `${issuer}/oauth2/v1/logout`,
      id_token_signing_alg_values_supported: ['RS256'],
      response_modes_supported: ['query', 'fragment', 'form_post', 'okta_post_message'],
      subject_types_supported: ['public'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['openid', 'email', 'profile', 'address', 'phone', 'offline_access', 'groups'],
    })
  })

  it('answers 404 E0000007 for an authorization server that does not exist', async () => {
    const answer = await org.call('acme', '/oauth2/default/.well-known/openid-configuration')
    expect(answer.status).toBe(404)
    expect(answer.json()).toMatchObject({
      errorCode: 'E0000007',
      errorSummary: 'Not found: Resource not found: default (AuthorizationServer)',
      errorCauses: [],
    })
  })
})

describe('keys', () => {
  it('publishes at least two RSA keys of 2048 bits with a Cache-Control', async () => {
    const answer = await org.call('globex', `/oauth2/v1/keys?client_id=${CLIENT}`)
    const keys = answer.json().keys as Record<string, string>[]
    expect(keys.length).toBeGreaterThanOrEqual(2)
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
      expect(Buffer.from(key.n!, 'base64url').length).toBe(256)
    }
    expect(answer.headers['cache-control']).toMatch(/^max-age=\d+, must-revalidate$/)
  })

  it('signs with a key nobody has seen after a rotation, and keeps publishing the old one', async () => {
    const before = (await org.call('globex', '/oauth2/v1/keys')).json().keys as { kid: string }[]
    const oldKid = decode((await org.tokens()).id_token).header.kid
    await org.okta.org('globex').keys.rotate()
    const kid = decode((await org.tokens()).id_token).header.kid
    expect(before.map((key) => key.kid)).not.toContain(kid)
    const after = (await org.call('globex', '/oauth2/v1/keys')).json().keys as { kid: string }[]
    expect(after.map((key) => key.kid)).toEqual(expect.arrayContaining([kid, oldKid]))
  })

  it('drops every old key in an emergency rotation', async () => {
    const before = (await org.call('globex', '/oauth2/v1/keys')).json().keys as { kid: string }[]
    await org.okta.org('globex').keys.rotate({ emergency: true })
    const after = (await org.call('globex', '/oauth2/v1/keys')).json().keys as { kid: string }[]
    expect(after.length).toBeGreaterThanOrEqual(2)
    expect(after.filter(({ kid }) => before.some((key) => key.kid === kid))).toEqual([])
  })
})

describe('the ID token', () => {
  it('is thin: exactly the header and claims of an Okta org in the code flow', async () => {
    const response = await org.tokens()
    expect(Object.keys(response)).toEqual(['token_type', 'expires_in', 'access_token', 'scope', 'id_token'])
    expect(response).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid profile email' })
    const { header, claims } = decode(response.id_token)
    expect(Object.keys(header)).toEqual(['kid', 'alg'])
    expect(header.alg).toBe('RS256')
    expect(Object.keys(claims).sort()).toEqual([
      ...['amr', 'at_hash', 'aud', 'auth_time', 'email', 'exp', 'iat', 'idp', 'iss', 'jti', 'name', 'nonce'],
      ...['preferred_username', 'sub', 'ver'],
    ])
    expect(claims).toMatchObject({
      iss: org.okta.origin('globex'),
      aud: CLIENT,
      ver: 1,
      amr: ['pwd'],
      name: 'Gia Green',
      email: 'gia.agent@globex.com',
      preferred_username: 'gia.agent@globex.com',
      nonce: 'nonce-of-the-test',
      sub: expect.stringMatching(/^00u[A-Za-z0-9]{17}$/),
      idp: expect.stringMatching(/^00o[A-Za-z0-9]{17}$/),
      jti: expect.stringMatching(/^ID\./),
    })
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3600)
  })

  it('verifies with the published key of its kid', async () => {
    const token = String((await org.tokens()).id_token)
    const keys = (await org.call('globex', '/oauth2/v1/keys')).json().keys as { kid: string }[]
    const jwk = keys.find(({ kid }) => kid === decode(token).header.kid)!
    const [header, claims, signature] = token.split('.')
    const key = createPublicKey({ key: jwk as never, format: 'jwk' })
    expect(
      verify('sha256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature!, 'base64url')),
    ).toBe(true)
  })

  it('carries the full profile once the org is switched to fat', async () => {
    org.okta.org('globex').configure({ fatIdToken: true })
    const { claims } = decode((await org.tokens()).id_token)
    org.okta.org('globex').configure({ fatIdToken: false })
    expect(claims).toMatchObject({
      given_name: 'Gia',
      family_name: 'Green',
      email_verified: true,
      locale: 'en_US',
    })
  })

  it('has no name for a person without Display Name, and any username as it stands', async () => {
    const app = org.okta.addApp('acme', { subdomain: 'app', providerId: '718', assign: 'everyone' })
    for (const [login, name] of [
      ['no.name@acme.com', undefined],
      ['plainuser', 'Pat Plain'],
    ] as const) {
      const query = `client_id=${app.id}&redirect_uri=http://app.localhost:3000/sso/okta/callback&response_type=code&scope=openid+profile&state=s&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256`
      const cookie = org.okta.signIn('acme', login)
      const callback = await org.call('acme', `/oauth2/v1/authorize?${query}`, { headers: { cookie } })
      const code = paramsOf(callback).get('code')!
      const form = {
        grant_type: 'authorization_code',
        client_id: app.id,
        redirect_uri: 'http://app.localhost:3000/sso/okta/callback',
        code,
        code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      }
      const { id_token } = (await org.call('acme', '/oauth2/v1/token', { method: 'POST', form })).json()
      const { claims } = decode(id_token)
      expect(claims.name).toBe(name)
      expect(claims.preferred_username).toBe(login)
    }
  })
})

describe('userinfo', () => {
  it('says everything the scopes grant', async () => {
    const { access_token, id_token } = await org.tokens()
    const answer = await org.call('globex', '/oauth2/v1/userinfo', {
      headers: { authorization: `Bearer ${access_token}` },
    })
    expect(answer.json()).toEqual({
      sub: decode(id_token).claims.sub,
      name: 'Gia Green',
      locale: 'en_US',
      preferred_username: 'gia.agent@globex.com',
      given_name: 'Gia',
      family_name: 'Green',
      zoneinfo: 'America/Los_Angeles',
      updated_at: expect.any(Number),
      email: 'gia.agent@globex.com',
      email_verified: true,
    })
  })

  it("refuses an unknown token, and a token for openid alone, in Okta's words", async () => {
    const bad = await org.call('globex', '/oauth2/v1/userinfo', {
      headers: { authorization: 'Bearer nonsense' },
    })
    expect([bad.status, bad.headers['www-authenticate']]).toEqual([
      401,
      'Bearer error="invalid_token", error_description="The access token is invalid"',
    ])
    const { access_token } = (await org.exchange(await org.codeFor({ scope: 'openid' }))).json()
    const thin = await org.call('globex', '/oauth2/v1/userinfo', {
      headers: { authorization: `Bearer ${access_token}` },
    })
    expect([thin.status, thin.headers['www-authenticate']]).toEqual([
      403,
      'Bearer error="insufficient_scope", error_description="The access token must provide access to at least one of these scopes - profile, email, address or phone"',
    ])
  })
})

describe('the callback', () => {
  it('carries state and code and no iss', async () => {
    const answer = await org.authorize({}, org.okta.signIn('globex', 'gia.agent@globex.com'))
    expect(answer.status).toBe(302)
    expect([...paramsOf(answer).keys()].sort()).toEqual(['code', 'state'])
    expect(answer.headers['referrer-policy']).toBe('no-referrer')
  })

  it('can come as a form post', async () => {
    const answer = await org.authorize(
      { response_mode: 'form_post' },
      org.okta.signIn('globex', 'gia.agent@globex.com'),
    )
    expect(answer.text).toContain('action="http://app.localhost:3000/sso/okta/callback"')
    expect(answer.text).toMatch(/name="state" value="state-of-the-test".*name="code"/)
  })
})
