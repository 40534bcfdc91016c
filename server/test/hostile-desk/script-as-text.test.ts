import { expect, it } from 'vitest'
import { TestBrowser } from '../browser.ts'
import { deskWorld } from '../desk.ts'

const evil = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
const tag = '<b onload=x>'

it('script in names, messages, canned replies, tags and settings is the text it was, in every answer', async () => {
  const it = await deskWorld()
  const agent = await it.available({ role: 'administrator' })
  const { call } = agent
  const team = (await call('GET', '/teams')).json.teams as { id: string }[]
  await call('PATCH', `/teams/${team[0]!.id}`, { name: evil })
  await call('PATCH', '/channels/web', { name: evil, greeting: evil, offlineMessage: evil })
  await call('POST', '/canned-replies', { title: evil, shortcut: 'hi', body: evil, team: null })
  await call('POST', '/tags', { name: tag })
  const customer = it.customer()
  await customer.says(evil, { name: evil })
  const [row] = await it.conversations()
  const at = `/conversations/${row!.id}`
  await call('PUT', `${at}/tags`, { tags: [tag] })
  await call('POST', `${at}/messages`, { kind: 'note', body: evil })
  await call('POST', `${at}/messages`, { kind: 'agent', body: evil })
  await call('PUT', `${at}/draft`, { kind: 'agent', body: evil })

  const known = {
    conversations: [{ customer: { name: evil }, last: { text: evil }, team: { name: evil }, tags: [tag] }],
  }
  for (const [path, expected] of [
    ['/conversations?list=mine', known],
    ['/agent/open', known],
    ['/search?q=onerror', { ...known, messages: [{ customer: evil, body: evil }, {}, {}] }],
    [
      at,
      {
        conversation: known.conversations[0],
        draft: { body: evil },
        ledger: [{ team: evil }, { team: evil }],
      },
    ],
    [
      `${at}/messages`,
      { messages: [{}, { body: evil }, {}, { kind: 'note', body: evil }, { kind: 'agent', body: evil }] },
    ],
    [`${at}/suggestions`, { replies: [{ title: evil, body: evil }] }],
    ['/statusboard', { live: known.conversations }],
    ['/agents', { teams: [{ name: evil }] }],
    ['/teams', { teams: [{ name: evil }] }],
    ['/channels', { channels: [{ name: evil, greeting: evil, offlineMessage: evil }] }],
    ['/canned-replies', { replies: [{ title: evil, body: evil }] }],
    ['/tags', { tags: [{ name: tag }] }],
  ] as const) {
    const answer = await agent.browser.api(`${it.portal()}/api/v1${path}`)
    expect([path, answer.json()]).toMatchObject([path, expected])
    expect([path, answer.headers['content-type'], answer.headers['x-content-type-options']]).toEqual([
      path,
      'application/json; charset=utf-8',
      'nosniff',
    ])
  }
  const channel = await new TestBrowser().api(`${it.portal()}/widget/v1/719/welcome/channel`)
  expect(channel.json()).toMatchObject({ name: evil, greeting: evil, offlineMessage: evil })
  expect(channel.headers['content-type']).toBe('application/json; charset=utf-8')
  expect((await customer.messages()).map(({ body }) => body)).toContain(evil)
})
