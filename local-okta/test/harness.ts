import { request } from 'node:http'
import { type RunningLocalOkta, startLocalOkta } from '../src/index.ts'

export const CLIENT = '0oaglobexkoopid000719'
export const REDIRECT_URI = 'http://app.localhost:3000/sso/okta/callback'
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
/** RFC 7636 appendix B: the challenge of that verifier. */
export const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
export const API_TOKEN = 'token-of-the-tests'

export type Answer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  json: () => Record<string, unknown>
}
type Ask = {
  method?: string
  headers?: Record<string, string>
  form?: Record<string, string>
  json?: unknown
}

/** A running org server and a caller that needs no name resolution: the Host header chooses the org. */
export async function startOrg(options: Parameters<typeof startLocalOkta>[0] = {}) {
  const okta = await startLocalOkta({ apiToken: API_TOKEN, ...options })
  const call = (org: string, path: string, ask: Ask = {}) => send(okta, org, path, ask)
  return { okta, call, ...flows(okta, call) }
}

type Call = (org: string, path: string, ask?: Ask) => Promise<Answer>

function flows(okta: RunningLocalOkta, call: Call) {
  const authorize = (changes: Record<string, string | undefined> = {}, cookie?: string) =>
    call('globex', `/oauth2/v1/authorize?${authorizeQuery(changes)}`, cookie ? { headers: { cookie } } : {})
  const exchange = (code: string, changes: Record<string, string | undefined> = {}, headers = {}) =>
    call('globex', '/oauth2/v1/token', { method: 'POST', headers, form: tokenForm(code, changes) })
  const codeFor = async (
    changes: Record<string, string | undefined> = {},
    login = 'gia.agent@globex.com',
  ) => {
    const answer = await authorize(changes, okta.signIn('globex', login))
    return paramsOf(answer).get('code') ?? ''
  }
  return { authorize, exchange, codeFor, tokens: async () => (await exchange(await codeFor())).json() }
}

function authorizeQuery(changes: Record<string, string | undefined>): string {
  const base = {
    client_id: CLIENT,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    scope: 'openid profile email',
    state: 'state-of-the-test',
    nonce: 'nonce-of-the-test',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  }
  return new URLSearchParams(present({ ...base, ...changes })).toString()
}

function tokenForm(code: string, changes: Record<string, string | undefined>): Record<string, string> {
  const base = { grant_type: 'authorization_code', client_id: CLIENT, redirect_uri: REDIRECT_URI }
  return present({ ...base, code, code_verifier: VERIFIER, ...changes })
}

function present(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** The parameters a redirect carries. */
export function paramsOf(answer: Answer): URLSearchParams {
  return new URL(String(answer.headers.location)).searchParams
}

export function decode(token: unknown): { header: Record<string, unknown>; claims: Record<string, unknown> } {
  const [header, claims] = String(token)
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString())
  return { header: JSON.parse(header!), claims: JSON.parse(claims!) }
}

function send(okta: RunningLocalOkta, org: string, path: string, ask: Ask): Promise<Answer> {
  const body = ask.form
    ? new URLSearchParams(ask.form).toString()
    : ask.json === undefined
      ? ''
      : JSON.stringify(ask.json)
  const type = ask.form ? 'application/x-www-form-urlencoded' : 'application/json'
  const { host } = new URL(okta.origin(org))
  const headers = {
    host,
    ...(body ? { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) } : {}),
    ...ask.headers,
  }
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { agent: false, host: '127.0.0.1', port: okta.port, path, method: ask.method ?? 'GET', headers },
      (incoming) => {
        let text = ''
        incoming.setEncoding('utf8')
        incoming.on('data', (piece) => {
          text += piece
        })
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode!,
            headers: incoming.headers,
            text,
            json: () => JSON.parse(text),
          }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
