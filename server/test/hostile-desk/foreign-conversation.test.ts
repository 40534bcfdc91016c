import { expect, it } from 'vitest'
import { type Desk, deskWorld, newKey, openDeskOf } from '../desk.ts'
import { guarded } from '../guarded-routes.ts'
import { acme } from '../harness.ts'

/** Every call that names a conversation, with a body that would do something. */
const calls = guarded.flatMap(({ name, body }) => {
  const [method, path] = name.split(' ') as ['GET' | 'POST' | 'PUT', string]
  if (!path.startsWith('/api/v1/conversations/{id}')) return []
  const stronger = path.endsWith('/take') ? { takeOver: true } : body
  return [{ method, path, ...(stronger && { body: stronger }) }]
})

const kept = async (it: Desk) =>
  JSON.stringify([
    await it.conversations(),
    await it.rows('messages'),
    await it.rows('assignments'),
    await it.rows('drafts'),
    await it.rows('conversation_tags'),
    await it.rows('answers'),
  ])

it("another provider's supervisor, who is an agent too, finds no conversation at any of its addresses", async () => {
  const it = await deskWorld()
  await openDeskOf(it, acme)
  await it.customer().says('Secret')
  const [row] = await it.conversations()
  const before = await kept(it)
  const stranger = await it.person({
    role: 'supervisor',
    agent: true,
    provider: acme,
    subdomain: 'us-east.app',
  })
  const portal = it.portal('us-east.app')
  for (const { method, path, body } of calls) {
    const answer = await stranger.browser.api(portal + path.replace('{id}', row!.id as string), {
      method,
      headers: { 'idempotency-key': newKey() },
      ...(body && { body }),
    })
    expect([method, path, answer.status, answer.json().code]).toEqual([
      method,
      path,
      404,
      'request.not_found',
    ])
  }
  expect(calls.length).toBeGreaterThanOrEqual(14)
  for (const path of ['conversations?list=queue', 'search?q=secret', 'statusboard']) {
    const answer = await stranger.browser.api(`${portal}/api/v1/${path}`)
    expect([path, answer.status]).toEqual([path, 200])
    expect(answer.body).not.toContain('Secret')
  }
  expect(await kept(it)).toBe(before)
})

it('an agent of another team finds none either', async () => {
  const it = await deskWorld({ team: { everyone: false } })
  const outsider = await it.agent()
  await it.customer().says('Secret')
  const [row] = await it.conversations()
  const before = await kept(it)
  const own = calls.filter(({ path }) => !path.endsWith('/assign'))
  for (const { method, path, body } of own) {
    const answer = await outsider.call(
      method,
      path.replace('{id}', row!.id as string).slice('/api/v1'.length),
      body,
    )
    expect([method, path, answer.status]).toEqual([method, path, 404])
  }
  expect(await kept(it)).toBe(before)
})
