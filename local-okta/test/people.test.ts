import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KOOPID, tilePath } from '../src/index.ts'
import { type Answer, API_TOKEN, CHALLENGE, CLIENT, paramsOf, REDIRECT_URI, startOrg } from './harness.ts'

let org: Awaited<ReturnType<typeof startOrg>>
beforeAll(async () => {
  org = await startOrg()
})
afterAll(() => org.okta.close())

const cookieOf = (answer: Answer, name: string) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.split(';')[0]
const tile = (id: string) => tilePath({ name: KOOPID.name, id })
const gia = () => org.okta.org('globex').people.findByLogin('gia.agent@globex.com')!
const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  org.call('globex', path, {
    method: 'POST',
    form,
    headers: { origin: org.okta.origin('globex'), ...headers },
  })

describe('signing in', () => {
  const signIn = (password: string) =>
    post('/login/login.htm?fromURI=%2Fapp%2FUserHome', {
      step: 'password',
      username: 'gia.agent@globex.com',
      password,
    })

  it('asks for the username, then the password, and sets one session cookie', async () => {
    const first = await post('/login/login.htm', { step: 'username', username: 'gia.agent@globex.com' })
    expect(first.text).toContain('<label for="password">Password</label>')
    const second = await signIn('Local-Okta-1')
    expect([second.status, second.headers.location]).toEqual([303, '/app/UserHome'])
    expect(cookieOf(second, 'sid')).toBeDefined()
  })

  it('says the same for a wrong password, an unknown and a suspended person', async () => {
    const texts = [(await signIn('wrong')).text]
    texts.push(
      (
        await post('/login/login.htm?fromURI=%2Fapp%2FUserHome', {
          step: 'password',
          username: 'gia.agent@globex.com',
          password: '',
        })
      ).text,
    )
    org.okta.org('globex').people.lifecycle(gia().id, 'suspend')
    const suspended = await signIn('Local-Okta-1')
    org.okta.org('globex').people.lifecycle(gia().id, 'unsuspend')
    expect(suspended.status).toBe(401)
    for (const text of [...texts, suspended.text]) expect(text).toContain('Unable to sign in')
  })

  it('on the way to an app takes the login hint and goes on to the callback', async () => {
    const start = await org.authorize({ login_hint: 'gia.agent@globex.com' })
    const cookie = [start.headers['set-cookie'] ?? []]
      .flat()
      .map((one) => one.split(';')[0])
      .join('; ')
    const path = String(start.headers.location)
    const page = await org.call('globex', path, { headers: { cookie } })
    expect(page.text).toContain('value="gia.agent@globex.com"')
    expect(page.text).toContain('to continue to Koopid AI')
    const form = { step: 'password', username: 'gia.agent@globex.com', password: 'Local-Okta-1' }
    const done = await post(path, form, { cookie })
    const callback = await org.call('globex', new URL(String(done.headers.location)).pathname, {
      headers: { cookie },
    })
    expect(paramsOf(callback).get('state')).toBe('state-of-the-test')
    expect(paramsOf(callback).has('code')).toBe(true)
  })

  it('as someone else on the way to an app hands the Okta session over', async () => {
    const jar = new Map([['sid', org.okta.signIn('globex', 'gia.agent@globex.com').slice(4)]])
    const go = async (path: string, form?: Record<string, string>): Promise<Answer> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = form
        ? await post(path, form, { cookie })
        : await org.call('globex', path, { headers: { cookie } })
      for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
        if (value) jar.set(name!, value)
        else jar.delete(name!)
      }
      return answer
    }
    const query = `client_id=${CLIENT}&redirect_uri=${REDIRECT_URI}&response_type=code&scope=openid&state=s&prompt=login`
    const start = await go(
      `/oauth2/v1/authorize?${query}&code_challenge=${CHALLENGE}&code_challenge_method=S256`,
    )
    const form = { step: 'password', username: 'hal.agent@globex.com', password: 'Local-Okta-1' }
    const signedIn = await go(String(start.headers.location), form)
    const resume = new URL(String(signedIn.headers.location)).pathname
    const handOver = await go(resume)
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(handOver.text)![1]!
    await go('/oauth2/v1/logout/confirm', { xsrf, logout: 'yes' })
    const callback = await go(resume)
    expect(paramsOf(callback).has('code')).toBe(true)
    expect((await go('/app/UserHome')).text).toContain('Hal Hughes')
  })

  it('again is needed with prompt=login and with max_age=0', async () => {
    const cookie = org.okta.signIn('globex', 'gia.agent@globex.com')
    for (const changes of [{ prompt: 'login' }, { max_age: '0' }]) {
      expect((await org.authorize(changes, cookie)).headers.location).toMatch(/^\/signin\//)
    }
  })

  it('leads to local paths only', async () => {
    for (const aim of [
      'https://attacker.example',
      '//attacker.example',
      '/\\attacker.example',
      '/\t/attacker.example',
    ]) {
      const form = { step: 'password', username: 'gia.agent@globex.com', password: 'Local-Okta-1' }
      const answer = await post(`/login/login.htm?fromURI=${encodeURIComponent(aim)}`, form)
      expect(answer.headers.location).toBe('/app/UserHome')
    }
  })

  it('refuses a form from another origin', async () => {
    const form = { step: 'username', username: 'x' }
    expect((await post('/login/login.htm', form, { origin: 'http://attacker.example' })).status).toBe(403)
  })
})

describe('the dashboard', () => {
  it('shows the tile of an assigned, visible app, and the tile leads to the initiate login URI with iss', async () => {
    const cookie = org.okta.signIn('globex', 'gia.agent@globex.com')
    const home = await org.call('globex', '/app/UserHome', { headers: { cookie } })
    expect(home.text).toContain(`href="${tile(CLIENT)}"`)
    expect(home.text).toContain('Local test org — this is not Okta')
    const answer = await org.call('globex', tile(CLIENT), { headers: { cookie } })
    const iss = encodeURIComponent(org.okta.origin('globex'))
    expect([answer.status, answer.headers.location]).toEqual([
      302,
      `http://app.localhost:3000/sso/okta/initiate?provider=719&iss=${iss}`,
    ])
  })

  it('inserts the Provider ID as raw text', async () => {
    const app = org.okta.addApp('globex', {
      subdomain: 'us-east.app',
      providerId: '718&alertsound=true',
      assign: 'everyone',
    })
    const cookie = org.okta.signIn('globex', 'gia.agent@globex.com')
    const answer = await org.call('globex', tile(app.id), { headers: { cookie } })
    expect(answer.headers.location).toMatch(
      /^http:\/\/us-east\.app\.localhost:3000\/sso\/okta\/initiate\?provider=718&alertsound=true&iss=/,
    )
  })

  it('hides the tile but not the app when the icon is hidden, and refuses who is not assigned', async () => {
    const app = org.okta.addApp('globex', {
      subdomain: 'app',
      providerId: '720',
      label: 'Hidden one',
      assign: [gia().id],
    })
    org.okta.org('globex').apps.update(app.id, { hideWeb: true })
    const cookie = org.okta.signIn('globex', 'gia.agent@globex.com')
    expect((await org.call('globex', '/app/UserHome', { headers: { cookie } })).text).not.toContain(
      'Hidden one',
    )
    expect((await org.call('globex', tile(app.id), { headers: { cookie } })).status).toBe(302)
    const hal = org.okta.signIn('globex', 'hal.agent@globex.com')
    const refused = await org.call('globex', tile(app.id), { headers: { cookie: hal } })
    expect(refused.status).toBe(403)
    expect(refused.text).toContain(
      'Sorry, you cannot access Hidden one because you are not assigned this app in Okta.',
    )
  })
})

describe('letting someone go', () => {
  const api = (method: string, path: string, json?: unknown) =>
    org.call('globex', path, {
      method,
      headers: { authorization: `SSWS ${API_TOKEN}` },
      ...(json ? { json } : {}),
    })

  it.each(['suspend', 'deactivate'])('%s ends the Okta session, its codes and its tokens', async (act) => {
    const login = `${act}@globex.com`
    const profile = { login, email: login, displayName: 'Going' }
    const { id } = (await api('POST', '/api/v1/users?activate=true', { profile })).json()
    await api('POST', `/api/v1/apps/${CLIENT}/users`, { id })
    const cookie = org.okta.signIn('globex', login)
    const code = await org.codeFor({}, login)
    const { access_token } = (await org.exchange(await org.codeFor({}, login))).json()
    expect((await api('POST', `/api/v1/users/${id}/lifecycle/${act}`)).status).toBe(200)
    expect((await org.call('globex', '/app/UserHome', { headers: { cookie } })).status).toBe(302)
    expect((await org.exchange(code)).status).toBe(400)
    const headers = { authorization: `Bearer ${access_token}` }
    expect((await org.call('globex', '/oauth2/v1/userinfo', { headers })).status).toBe(401)
  })

  it('clears the sessions of one person and leaves the others', async () => {
    const mine = org.okta.signIn('globex', 'gia.agent@globex.com')
    const theirs = org.okta.signIn('globex', 'hal.agent@globex.com')
    expect((await api('DELETE', `/api/v1/users/${gia().id}/sessions`)).status).toBe(204)
    expect((await org.call('globex', '/app/UserHome', { headers: { cookie: mine } })).status).toBe(302)
    expect((await org.call('globex', '/app/UserHome', { headers: { cookie: theirs } })).status).toBe(200)
  })

  it('needs the API token', async () => {
    const answer = await org.call('globex', '/api/v1/users', { headers: { authorization: 'SSWS wrong' } })
    expect([answer.status, answer.json().errorCode]).toEqual([401, 'E0000011'])
  })

  it('tells that a username is taken', async () => {
    const answer = await api('POST', '/api/v1/users', { profile: { login: 'GIA.agent@globex.com' } })
    expect([answer.status, answer.json().errorCode]).toEqual([400, 'E0000001'])
  })
})

describe('the admin console', () => {
  it('is for administrators, and takes forms from its own origin only', async () => {
    const agent = org.okta.signIn('globex', 'gia.agent@globex.com')
    expect((await org.call('globex', '/admin/apps', { headers: { cookie: agent } })).status).toBe(403)
    const cookie = org.okta.signIn('globex', 'admin@globex.com')
    expect((await org.call('globex', '/admin/apps', { headers: { cookie } })).status).toBe(200)
    const path = `/admin/people/${gia().id}/suspend`
    expect((await post(path, {}, { cookie, origin: 'http://acme.okta.localhost:3001' })).status).toBe(403)
    expect(
      (await org.call('globex', path, { method: 'POST', form: { a: 'b' }, headers: { cookie } })).status,
    ).toBe(403)
    expect(gia().status).toBe('ACTIVE')
  })

  it('does not let administrators lock themselves out', async () => {
    const admin = org.okta.org('globex').people.findByLogin('admin@globex.com')!
    const cookie = org.okta.signIn('globex', admin.login)
    for (const act of ['suspend', 'deactivate', 'delete']) {
      expect((await post(`/admin/people/${admin.id}/${act}`, {}, { cookie })).status).toBe(400)
    }
    await post(`/admin/people/${admin.id}/edit`, { login: admin.login }, { cookie })
    expect(org.okta.org('globex').people.find(admin.id)).toMatchObject({
      status: 'ACTIVE',
      role: 'org-admin',
    })
  })

  it('walks from the catalog to a configured app', async () => {
    const cookie = org.okta.signIn('globex', 'admin@globex.com')
    const added = await post(
      '/admin/apps/catalog/koopidai/add',
      { label: 'Walked', hideMobile: 'on' },
      { cookie },
    )
    const id = /\/admin\/apps\/(0oa\w{17})\/assignments/.exec(String(added.headers.location))![1]!
    await post(
      `/admin/apps/${id}/sign-on`,
      { subdomain: 'app', providerId: '718&alertsound=true', authentication: 'none' },
      { cookie },
    )
    await post(`/admin/apps/${id}/assign/${gia().id}`, {}, { cookie })
    const { apps } = org.okta.org('globex')
    expect(apps.find(id)).toMatchObject({
      label: 'Walked',
      hideMobile: true,
      hideWeb: false,
      providerId: '718&alertsound=true',
    })
    expect(apps.isAssigned(id, gia().id)).toBe(true)
    const page = await org.call('globex', `/admin/apps/${id}/sign-on`, { headers: { cookie } })
    expect(page.text).toContain('provider=718&amp;alertsound=true')
  })
})

describe('a restart', () => {
  it('keeps people, apps, keys, sessions and codes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'local-okta-'))
    const dataFile = join(folder, 'state.db')
    const before = await startOrg({ dataFile })
    const cookie = before.okta.signIn('globex', 'gia.agent@globex.com')
    const code = await before.codeFor()
    const { kid } = before.okta.org('globex').keys.signing()
    const { port } = before.okta
    await before.okta.close()
    const after = await startOrg({ dataFile, port })
    expect((await after.call('globex', '/app/UserHome', { headers: { cookie } })).status).toBe(200)
    expect((await after.exchange(code)).status).toBe(200)
    expect(after.okta.org('globex').keys.signing().kid).toBe(kid)
    await after.okta.close()
    rmSync(folder, { recursive: true })
  })
})

describe('an unknown host', () => {
  it('gets a page that lists the orgs', async () => {
    const answer = await org.call('globex', '/', { headers: { host: 'nobody.okta.localhost' } })
    expect(answer.status).toBe(404)
    const rebound = await org.call('globex', '/faults', { headers: { host: 'globex.attacker.example' } })
    expect(rebound.status).toBe(404)
    for (const name of ['acme', 'globex']) expect(answer.text).toContain(`href="${org.okta.origin(name)}"`)
  })
})
