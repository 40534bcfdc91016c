import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLIENT, paramsOf, startOrg } from './harness.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let cookie: string
beforeAll(async () => {
  org = await startOrg()
  cookie = org.okta.signIn('globex', 'gia.agent@globex.com')
})
afterAll(() => org.okta.close())

const said = async (changes: Record<string, string | undefined>, withCookie: string | undefined = cookie) => {
  const params = paramsOf(await org.authorize(changes, withCookie))
  expect(params.has('iss')).toBe(false)
  return [params.get('error'), params.get('error_description')]
}

describe('authorize shows an Okta-hosted page with 400', () => {
  it('for a redirect URI that is not registered exactly', async () => {
    for (const redirect_uri of [
      'https://attacker.example/',
      'http://app.localhost:3000/sso/okta/callback/',
      undefined,
    ]) {
      const answer = await org.authorize({ redirect_uri }, cookie)
      expect(answer.status).toBe(400)
      expect(answer.headers.location).toBeUndefined()
      expect(answer.text).toContain(
        "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.",
      )
    }
  })

  it('for an unknown client', async () => {
    const answer = await org.authorize({ client_id: '0oaunknown' }, cookie)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain("Invalid value for 'client_id' parameter.")
  })
})

describe('authorize redirects the error', () => {
  it('when state is missing', async () => {
    expect(await said({ state: undefined })).toEqual([
      'invalid_request',
      "The authentication request has an invalid 'state' parameter.",
    ])
  })

  it('when a public client sends no PKCE challenge', async () => {
    expect(await said({ code_challenge: undefined, code_challenge_method: undefined })).toEqual([
      'invalid_request',
      'PKCE code challenge is required by the application.',
    ])
  })

  it('when a scope is unknown', async () => {
    expect(await said({ scope: 'openid made-up' })).toEqual([
      'invalid_scope',
      'One or more scopes are not configured for the authorization server resource.',
    ])
  })

  it('when the response type is not for this client', async () => {
    expect((await said({ response_type: 'made_up' }))[0]).toBe('unsupported_response_type')
  })

  it('when the person is not assigned, and keeps the state', async () => {
    const person = org.okta.addPerson('globex', { login: 'new@globex.com', displayName: 'New' })
    const answer = paramsOf(await org.authorize({}, org.okta.signIn('globex', person.login)))
    expect(Object.fromEntries(answer)).toEqual({
      state: 'state-of-the-test',
      error: 'access_denied',
      error_description: 'User is not assigned to the client application.',
    })
  })

  it('when it must not prompt but nobody is signed in, or must sign in again', async () => {
    expect(await said({ prompt: 'none' }, 'sid=nobody')).toEqual([
      'login_required',
      'The client specified not to prompt, but the user is not logged in.',
    ])
    org.okta.org('globex').store.artifacts.put('globex', 'Session', 'old', oldSession(), 9_999_999_999)
    expect(await said({ prompt: 'none', max_age: '60' }, 'sid=old')).toEqual([
      'login_required',
      'The client specified not to prompt, but the client app requires re-authentication or MFA.',
    ])
  })
})

function oldSession() {
  const { id } = org.okta.org('globex').people.findByLogin('gia.agent@globex.com')!
  return {
    iat: 1,
    exp: 9_999_999_999,
    jti: 'old',
    uid: 'old-uid',
    kind: 'Session',
    accountId: id,
    loginTs: 1_000_000,
  }
}

describe('the token endpoint', () => {
  const refusal = async (code: string, changes = {}, headers = {}) => {
    const answer = await org.exchange(code, changes, headers)
    return { status: answer.status, ...answer.json() }
  }

  it('says that a code is unknown, and that it was used before', async () => {
    const expected = {
      status: 400,
      error: 'invalid_grant',
      error_description: 'The authorization code is invalid or has expired.',
    }
    expect(await refusal('made-up')).toEqual(expected)
    const code = await org.codeFor()
    expect((await org.exchange(code)).status).toBe(200)
    expect(await refusal(code)).toEqual(expected)
  })

  it('lets only one of two exchanges at once have the tokens', async () => {
    const code = await org.codeFor()
    const answers = await Promise.all([org.exchange(code), org.exchange(code), org.exchange(code)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
  })

  it('says that the verifier is wrong or missing', async () => {
    const expected = { status: 400, error: 'invalid_grant', error_description: 'PKCE verification failed.' }
    expect(await refusal(await org.codeFor(), { code_verifier: 'x'.repeat(43) })).toEqual(expected)
    expect(await refusal(await org.codeFor(), { code_verifier: undefined })).toEqual(expected)
  })

  it("answers an unknown client in Okta's own error shape", async () => {
    expect(await refusal('any', { client_id: '0oaunknown' })).toEqual({
      status: 401,
      errorCode: 'invalid_client',
      errorSummary: "Invalid value for 'client_id' parameter.",
      errorLink: 'invalid_client',
      errorId: expect.stringMatching(/^oae/),
      errorCauses: [],
    })
  })

  it('says that there are no client credentials', async () => {
    expect(await refusal('any', { client_id: undefined })).toMatchObject({
      status: 401,
      error: 'invalid_client',
      error_description: 'No client credentials found.',
    })
  })

  it('tells a code of another client apart', async () => {
    const other = org.okta.addApp('globex', { subdomain: 'app', providerId: '1', assign: 'everyone' })
    expect(await refusal(await org.codeFor(), { client_id: other.id })).toMatchObject({
      error: 'invalid_grant',
      error_description:
        'The grant was issued to another client. Ensure that the `client_id` matches the one used at the authorize request.',
    })
  })

  it('refuses an unknown grant type', async () => {
    expect(await refusal('any', { grant_type: 'made_up' })).toMatchObject({
      status: 400,
      error: 'unsupported_grant_type',
      error_description: "The grant type in the request isn't supported.",
    })
  })

  it('refuses a request with Origin and without PKCE, and takes one with PKCE', async () => {
    const headers = { origin: 'http://app.localhost:3000' }
    expect(await refusal(await org.codeFor(), { code_verifier: undefined }, headers)).toMatchObject({
      error: 'invalid_client',
      error_description: 'Browser requests to the token endpoint must use Proof Key for Code Exchange.',
    })
    expect((await org.exchange(await org.codeFor(), {}, headers)).status).toBe(200)
  })

  it('takes the right secret of a confidential client and no other', async () => {
    org.okta.org('globex').apps.update(CLIENT, { authentication: 'client_secret' })
    const secret = org.okta.org('globex').apps.find(CLIENT)!.clientSecret
    const basic = (value: string) => ({
      authorization: `Basic ${Buffer.from(`${CLIENT}:${value}`).toString('base64')}`,
    })
    expect((await org.exchange(await org.codeFor(), { client_id: undefined }, basic(secret))).status).toBe(
      200,
    )
    expect((await org.exchange(await org.codeFor(), { client_secret: secret })).status).toBe(200)
    expect(await refusal(await org.codeFor(), { client_id: undefined }, basic('wrong'))).toMatchObject({
      status: 401,
      error: 'invalid_client',
      error_description: 'The client secret supplied for a confidential client is invalid.',
    })
    expect(await refusal(await org.codeFor())).toMatchObject({
      error_description: 'No client credentials found.',
    })
    org.okta.org('globex').apps.update(CLIENT, { authentication: 'none' })
  })
})

describe('logout', () => {
  const logout = (query: Record<string, string>, sid = cookie) =>
    org.call('globex', `/oauth2/v1/logout?${new URLSearchParams(query)}`, { headers: { cookie: sid } })

  it('ends the Okta session without asking and returns the state', async () => {
    const sid = org.okta.signIn('globex', 'gia.agent@globex.com')
    const id_token_hint = String((await org.tokens()).id_token)
    const answer = await logout(
      { id_token_hint, post_logout_redirect_uri: 'http://app.localhost:3000/login', state: 'a b' },
      sid,
    )
    expect([answer.status, answer.headers.location]).toEqual([
      302,
      'http://app.localhost:3000/login?state=a%20b',
    ])
    expect((await org.call('globex', '/app/UserHome', { headers: { cookie: sid } })).status).toBe(302)
  })

  it('refuses an unregistered post-logout address and a hint it did not sign', async () => {
    const id_token_hint = String((await org.tokens()).id_token)
    const foreign = await logout({ id_token_hint, post_logout_redirect_uri: 'https://attacker.example/' })
    expect(foreign.status).toBe(400)
    expect(foreign.text).toContain(
      "The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in the client app settings.",
    )
    const forged = await logout({ id_token_hint: `${id_token_hint.slice(0, -8)}AAAAAAAA` })
    expect(forged.status).toBe(400)
  })

  it('does not end the session of someone else', async () => {
    const sid = org.okta.signIn('globex', 'hal.agent@globex.com')
    const id_token_hint = String((await org.tokens()).id_token)
    expect((await logout({ id_token_hint }, sid)).status).toBe(400)
    expect((await org.call('globex', '/app/UserHome', { headers: { cookie: sid } })).status).toBe(200)
  })
})

describe('the other endpoints', () => {
  const form = (path: string, values: Record<string, string>) =>
    org.call('globex', path, { method: 'POST', form: { client_id: CLIENT, ...values } })

  it('take an authorization request as a form post, with the session', async () => {
    const redirect_uri = 'http://app.localhost:3000/sso/okta/callback'
    const answer = await form('/oauth2/v1/authorize', { redirect_uri, state: 's' })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(/^\/oauth2\/v1\/authorize\?client_id=0oaglobex.*&state=s$/)
  })

  it('take a pushed authorization request', async () => {
    const pushed = await form('/oauth2/v1/par', {
      response_type: 'code',
      redirect_uri: 'http://app.localhost:3000/sso/okta/callback',
      scope: 'openid',
      state: 'pushed',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    })
    expect(pushed.status).toBe(201)
    const query = new URLSearchParams({ client_id: CLIENT, request_uri: String(pushed.json().request_uri) })
    const answer = await org.call('globex', `/oauth2/v1/authorize?${query}`, { headers: { cookie } })
    expect(paramsOf(answer).get('state')).toBe('pushed')
    expect(paramsOf(answer).has('code')).toBe(true)
  })

  it('tell whether a token is active, and revoke it', async () => {
    const token = String((await org.tokens()).access_token)
    expect((await form('/oauth2/v1/introspect', { token })).json()).toMatchObject({
      active: true,
      client_id: CLIENT,
    })
    expect((await form('/oauth2/v1/revoke', { token })).status).toBe(200)
    expect((await form('/oauth2/v1/introspect', { token })).json()).toEqual({ active: false })
  })

  it('go on without a consent screen when consent is asked for', async () => {
    const start = await org.authorize({ prompt: 'consent' }, cookie)
    const cookies = [start.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0])
    const headers = { cookie: [cookie, ...cookies.filter((one) => !one?.startsWith('sid='))].join('; ') }
    const page = await org.call('globex', String(start.headers.location), { headers })
    expect([page.status, page.headers.location]).toEqual([
      303,
      expect.stringContaining('/oauth2/v1/authorize/'),
    ])
  })
})
