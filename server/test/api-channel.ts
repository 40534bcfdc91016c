import { hash, randomBytes } from 'node:crypto'
import type { ProviderId } from '../src/store/provider-store.ts'
import { TestBrowser } from './browser.ts'
import { newKey } from './desk.ts'
import { globex, type TestWorld } from './harness.ts'

type Wanted = { id: string; provider?: ProviderId; active?: boolean; webhookUrl?: string }

/** An API channel of the team Support, with a key. @returns the key */
export async function addApiChannel(
  it: TestWorld,
  { id, provider = globex, active = true, webhookUrl }: Wanted,
): Promise<string> {
  const apiKey = `kpk_${randomBytes(32).toString('base64url')}`
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  await it.services.store.transaction(provider, (store) =>
    store.add('channels', {
      id,
      kind: 'api',
      name: id,
      team_id: 'support',
      active: active ? 1 : 0,
      entry_tag: null,
      allowed_domains: '[]',
      greet: 'guest',
      greeting: '',
      offline_message: '',
      colour: '#0c7a72',
      invite_after: null,
      webhook_url: webhookUrl ?? null,
      webhook_secret: it.services.sealing.seal('webhook-secret', secret),
      api_key_hash: hash('sha256', apiKey, 'base64url'),
      last_event: 0,
      created_at: 1,
    }),
  )
  return apiKey
}

type Inbound = { body?: string; customer?: object; headers?: Record<string, string>; subdomain?: string }

/** What a program sends that writes for its customer. */
export async function writeInbound(
  it: TestWorld,
  place: string,
  key: string | undefined,
  sent: Inbound = {},
) {
  const { body = 'Hello', customer = { id: 'c-1', name: 'Cleo' }, headers = {}, subdomain } = sent
  const answer = await new TestBrowser().send(`${it.portal(subdomain)}/api/v1/inbound/${place}/messages`, {
    method: 'POST',
    body: { customer, body },
    headers: {
      accept: 'application/json',
      'idempotency-key': newKey(),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...headers,
    },
  })
  return { status: answer.status, json: answer.json() }
}
