import { expect, it } from 'vitest'
import { type Desk, deskWorld, newKey, openDeskOf } from '../desk.ts'
import { acme } from '../harness.ts'
import { contactRow, conversationRow } from '../rows.ts'

const kept = async (it: Desk) =>
  JSON.stringify([
    await it.conversations(),
    await it.rows('messages'),
    await it.rows('mentions'),
    await it.rows('agents'),
    (await it.rows('people')).map(({ id, agent_status }) => [id, agent_status]),
    (await it.rows('sessions')).map(({ id, ended_at }) => [id, ended_at]),
  ])

it('a supervisor of another provider neither sends away nor signs out an agent, nor gives them anything', async () => {
  const it = await deskWorld()
  await openDeskOf(it, acme)
  const agent = await it.available()
  await it.customer().says('Hello')
  const own = await it.person({ role: 'supervisor', agent: true, provider: acme, subdomain: 'us-east.app' })
  await it.services.store.transaction(acme, async (store) => {
    await store.add('contacts', contactRow('dora', { name: 'Dora' }))
    await store.add('conversations', conversationRow('theirs', { contact_id: 'dora', waiting_since: 1 }))
  })
  const before = await kept(it)
  const portal = it.portal('us-east.app')
  for (const [path, body, status] of [
    [`agents/${agent.id}/away`, { requeue: true }, 404],
    [`agents/${agent.id}/sign-out`, undefined, 404],
    ['conversations/theirs/assign', { agent: agent.id }, 409],
    ['conversations/theirs/transfer', { to: { agent: agent.id } }, 409],
    ['conversations/theirs/transfer', { to: { team: 'nowhere' } }, 409],
    ['conversations/theirs/messages', { kind: 'note', body: 'Hi', mentions: [agent.id] }, 400],
  ] as const) {
    const answer = await own.browser.api(`${portal}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'idempotency-key': newKey() },
      ...(body && { body }),
    })
    expect([path, answer.status]).toEqual([path, status])
    expect(answer.body).not.toContain('Globex')
  }
  for (const path of ['agents', 'statusboard']) {
    const answer = await own.browser.api(`${portal}/api/v1/${path}`)
    expect([path, answer.status, answer.body.includes(agent.id)]).toEqual([path, 200, false])
  }
  expect(await kept(it)).toBe(before)
  expect(agent.desktop.raw.readyState).toBe(agent.desktop.raw.OPEN)
})
